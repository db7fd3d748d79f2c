// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Images of an independent generator, against the content it says it wrote. */
class SampleImagesTest {
    private final JsonNode images = images();

    private static JsonNode images() {
        try {
            return new ObjectMapper().readTree(ImageFiles.bytes("samples/manifest.json")).get("images");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void everyImageIsTheOneRecordedAndHasNoError() {
        List<String> names = new ArrayList<>();
        for (JsonNode image : images) {
            byte[] bytes = bytes(image);
            names.add("samples/" + image.get("file").asText());
            assertEquals(image.get("sha256").asText(), ImageFiles.sha256(bytes), image.get("file").asText());
            Scanned scanned = Scanned.of(bytes);
            assertFalse(scanned.hasError(), image.get("file").asText() + "\n" + scanned.text());
        }
        names.sort(null);
        assertEquals(ImageFiles.in("samples"), names);
    }

    @Test
    void formatAndRecordsAreAsWritten() {
        for (JsonNode image : images) {
            JsonNode content = image.get("content");
            String file = image.get("file").asText();
            Scanned scanned = Scanned.of(bytes(image));
            assertEquals(content.get("records").asLong(), scanned.result().records(), file);
            ImageFormat format = scanned.result().format().orElseThrow();
            assertEquals(content.get("rev").asInt(), format.version().rev(), file);
            assertEquals(content.get("arch").asText(), format.abi().kernelName(), file);
            Map<String, Integer> counts = new TreeMap<>();
            content.get("counts").properties().forEach(e ->
                    counts.put(e.getKey(), e.getValue().get("n").asInt()));
            assertEquals(counts, Contents.of(bytes(image)).counts(), file);
        }
    }

    @Test
    void tasksAreAsWritten() {
        for (JsonNode image : images) {
            String file = image.get("file").asText();
            List<Contents.TaskFacts> tasks = Contents.of(bytes(image)).tasks();
            JsonNode written = image.get("content").get("tasks");
            assertEquals(written.size(), tasks.size(), file);
            for (Contents.TaskFacts task : tasks) {
                JsonNode facts = written.get(task.index());
                String where = file + " task " + task.index();
                assertEquals(facts.get("pid").get(0).asInt(), task.pid(), where);
                assertEquals(facts.get("tgid").asInt(), task.tgid(), where);
                assertEquals(facts.get("comm").asText(), task.comm(), where);
                same(facts, "cred_objref", task.cred(), where);
                same(facts, "ecred_objref", task.effective(), where);
                same(facts, "files_objref", task.files(), where);
                same(facts, "mm_objref", task.memory(), where);
                same(facts, "signal_objref", task.signal(), where);
            }
        }
    }

    private static void same(JsonNode facts, String field, int found, String where) {
        if (facts.hasNonNull(field)) {
            assertEquals(facts.get(field).asInt(), found, where + " " + field);
        }
    }

    @Test
    void credentialsAreAsWritten() {
        for (JsonNode image : images) {
            String file = image.get("file").asText();
            JsonNode content = image.get("content");
            Contents contents = Contents.of(bytes(image));
            assertEquals(content.get("creds").size(), contents.creds().size(), file);
            for (JsonNode written : content.get("creds")) {
                cred(written, contents.creds().get(written.get("objref").asInt()), file);
            }
            assertEquals(content.get("users").size(), contents.users().size(), file);
            for (JsonNode written : content.get("users")) {
                int[] user = contents.users().get(written.get("objref").asInt());
                assertEquals(written.get("uid").asInt(), user[0], file);
                assertEquals(written.get("userns_ref").asInt(), user[1], file);
            }
            namespaces(content.get("user_ns"), contents, file);
            groups(content.get("groupinfos"), contents, file);
        }
    }

    private static void cred(JsonNode written, Contents.CredFacts cred, String file) {
        String where = file + " cred " + written.get("objref");
        String[] order = {"", "s", "e", "fs"};
        for (int i = 0; i < order.length; i++) {
            assertEquals((int) written.get(order[i] + "uid").asLong(), cred.uids()[i], where);
            assertEquals((int) written.get(order[i] + "gid").asLong(), cred.gids()[i], where);
        }
        assertEquals(written.get("user_ref").asInt(), cred.user(), where);
        assertEquals(written.get("groupinfo_ref").asInt(), cred.groupinfo(), where);
        assertEquals(written.path("sec_ref").asInt(0), cred.label(), where);
        assertEquals(written.get("securebits").asLong(), cred.securebits(), where);
        String[] sets = {"i", "p", "e", "b"};
        for (int i = 0; i < sets.length; i++) {
            String found = String.format("%016x", cred.caps()[i]);
            assertEquals(written.get("caps").get(sets[i]).asText(), found, where);
        }
    }

    private static void namespaces(JsonNode all, Contents contents, String file) {
        assertEquals(all.size(), contents.creators().size(), file);
        for (JsonNode written : all) {
            List<Integer> chain = new ArrayList<>();
            written.get("chain_to_root").forEach(n -> chain.add(n.asInt()));
            List<Integer> found = new ArrayList<>();
            int namespace = written.get("objref").asInt();
            while (found.size() <= chain.size()) {
                found.add(namespace);
                int creator = contents.creators().get(namespace);
                if (creator == 0) {
                    break;
                }
                namespace = contents.users().get(creator)[1];
            }
            assertEquals(chain, found, file);
        }
    }

    private static void groups(JsonNode all, Contents contents, String file) {
        assertEquals(all.size(), contents.groups().size(), file);
        for (JsonNode written : all) {
            List<Integer> list = contents.groups().get(written.get("objref").asInt());
            assertEquals(written.get("ngroups").asInt(), list.size(), file);
            ByteBuffer bytes = ByteBuffer.allocate(4 * list.size()).order(ByteOrder.LITTLE_ENDIAN);
            list.forEach(bytes::putInt);
            assertEquals(written.get("sha256_le32").asText(), ImageFiles.sha256(bytes.array()), file);
        }
    }

    private static byte[] bytes(JsonNode image) {
        return ImageFiles.bytes("samples/" + image.get("file").asText());
    }
}
