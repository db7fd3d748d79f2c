// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.ScanResult.End;
import org.junit.jupiter.api.Test;

/** Images that a historic kernel wrote, against the {@code /proc/PID/status} of the tasks in them. */
class RealImagesTest {
    private static final String FAILED = "v21_errunlink.ckpt";
    /** Its task is pid 1 in the container; the status was read outside, where it is 841, its parent 839. */
    private static final String CONTAINER = "container.ckpt";
    private static final int TASK_DEAD = 64;

    private final JsonNode manifest = manifest();

    private static JsonNode manifest() {
        try {
            return new ObjectMapper().readTree(ImageFiles.bytes("real/manifest.json"));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyImageIsTheOneRecorded() {
        List<String> names = new ArrayList<>();
        for (JsonNode image : manifest) {
            names.add("real/" + image.get("file").asText());
            byte[] bytes = ImageFiles.bytes("real/" + image.get("file").asText());
            assertEquals(image.get("sha256").asText(), ImageFiles.sha256(bytes), image.get("file").asText());
        }
        names.sort(null);
        assertEquals(ImageFiles.in("real"), names);
    }

    @Test
    void noErrorIsFoundButWhereTheCheckpointFailed() {
        for (JsonNode image : manifest) {
            String file = image.get("file").asText();
            Scanned scanned = Scanned.of(ImageFiles.bytes("real/" + file));
            if (file.equals(FAILED)) {
                assertEquals(End.FAILED, scanned.result().end(), scanned.text());
                assertFalse(scanned.of(Rule.CKS007).isEmpty(), scanned.text());
                assertTrue(scanned.of(Rule.CKS004).isEmpty(), scanned.text());
            } else {
                assertFalse(scanned.hasError(), scanned.text());
                assertEquals(End.COMPLETE, scanned.result().end(), file);
            }
        }
    }

    @Test
    void credentialsAreThoseOfProc() {
        for (JsonNode image : manifest) {
            String file = image.get("file").asText();
            if (file.equals(FAILED) || image.get("tasks").isEmpty()) {
                continue;
            }
            Contents contents = Contents.of(ImageFiles.bytes("real/" + file));
            Map<Integer, Contents.TaskFacts> tasks = new TreeMap<>();
            contents.tasks().forEach(task -> tasks.put(task.pid(), task));
            if (file.equals(CONTAINER)) {
                same(file, image.get("tasks").get("841"), tasks.get(1), contents);
                continue;
            }
            image.get("tasks").properties().forEach(entry -> {
                Contents.TaskFacts task = tasks.remove(Integer.parseInt(entry.getKey()));
                String where = file + " pid " + entry.getKey();
                assertEquals(entry.getValue().get("Tgid").asInt(), task.tgid(), where);
                same(where, entry.getValue(), task, contents);
            });
            // only zombies have no status left to record
            tasks.values().forEach(task ->
                    assertEquals(TASK_DEAD, task.state(), file + " pid " + task.pid()));
        }
    }

    private static void same(String where, JsonNode status, Contents.TaskFacts task, Contents contents) {
        Contents.CredFacts cred = contents.creds().get(task.cred());
        assertEquals(status.get("Name").asText(), task.comm(), where);
        assertEquals(status.get("Uid").asText(), procOrder(cred.uids()), where);
        assertEquals(status.get("Gid").asText(), procOrder(cred.gids()), where);
        List<String> groups = contents.groups().get(cred.groupinfo()).stream()
                .map(Integer::toUnsignedString).toList();
        assertEquals(status.get("Groups").asText().strip(), String.join(" ", groups), where);
        String[] sets = {"CapInh", "CapPrm", "CapEff", "CapBnd"};
        for (int i = 0; i < sets.length; i++) {
            String found = String.format("%016x", cred.caps()[i]);
            assertEquals(status.get(sets[i]).asText(), found, where + " " + sets[i]);
        }
    }

    /** Real, effective, saved, file system; images have real, saved, effective, file system. */
    private static String procOrder(int[] ids) {
        return ids[0] + " " + ids[2] + " " + ids[1] + " " + ids[3];
    }
}
