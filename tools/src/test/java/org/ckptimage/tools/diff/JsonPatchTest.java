// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.RandomImages;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A patch turns what the first image means into what the second means. */
class JsonPatchTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    @TempDir
    Path folder;

    /** Applies a patch whose paths lead through objects only. */
    private static JsonNode apply(JsonNode document, JsonNode patch) {
        JsonNode result = document.deepCopy();
        for (JsonNode operation : patch) {
            String[] steps = operation.get("path").asText().substring(1).split("/", -1);
            ObjectNode at = (ObjectNode) result;
            for (int i = 0; i < steps.length - 1; i++) {
                at = (ObjectNode) at.get(name(steps[i]));
            }
            String last = name(steps[steps.length - 1]);
            assertEquals(operation.get("op").asText().equals("add"), !at.has(last), operation.toString());
            if (operation.get("op").asText().equals("remove")) {
                at.remove(last);
            } else {
                at.set(last, operation.get("value"));
            }
        }
        return result;
    }

    private static String name(String step) {
        return step.replace("~1", "/").replace("~0", "~");
    }

    private JsonNode patch(byte[] first, byte[] second) throws IOException {
        Path one = Files.write(folder.resolve("one"), first);
        Path two = Files.write(folder.resolve("two"), second);
        return TestImages.json(CommandRun.of("diff", "--format=json-patch", one.toString(), two.toString())
                .out());
    }

    /** The document of a file that {@link #patch} wrote. */
    private JsonNode facts(String file) {
        CommandRun run = CommandRun.of("show", "--facts", folder.resolve(file).toString());
        assertEquals("", run.err());
        return TestImages.json(run.out());
    }

    private void check(byte[] first, byte[] second, String what) throws IOException {
        JsonNode patch = patch(first, second);
        JsonNode from = facts("one");
        JsonNode to = facts("two");
        assertEquals(to, apply(from, MAPPER.readTree(patch.toString())), what);
        assertEquals(from.equals(to), patch.isEmpty(), what);
    }

    @Test
    void randomImagesAreTurnedIntoOneAnother() throws IOException {
        List<byte[]> images = new ArrayList<>();
        for (long seed = 0; seed < 30; seed++) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            ImageComposer.write(RandomImages.of(seed), out);
            images.add(out.toByteArray());
        }
        for (int i = 0; i < images.size(); i++) {
            check(images.get(i), images.get((i * 7 + 1) % images.size()), "seed " + i);
            check(images.get(i), images.get(i), "seed " + i + " with itself");
        }
    }

    @Test
    void realImages() throws IOException {
        check(TestImages.bytes("real/userns.ckpt"), TestImages.bytes("real/re_userns.ckpt"), "restarted");
        check(TestImages.bytes("real/root.ckpt"), TestImages.bytes("real/threads.ckpt"), "others");
    }

    @Test
    void pathsLeadToTheField() throws IOException {
        byte[] second = Plans.usual().with(p -> p.worker.cred(p.worker(
                new GroupsPlan(33, 45), Plans.NET_BIND_SERVICE))).image();
        JsonNode patch = patch(Plans.usual().image(), second);
        assertEquals("[{\"op\":\"replace\",\"path\":\"/tasks/101/cred/groups\",\"value\":[33,45]}]",
                patch.toString());
        assertNotEquals(0, patch.size());
        assertTrue(patch.get(0).get("path").asText().startsWith("/tasks/"));
    }
}
