// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command on every shipped image: it agrees with {@code show}, and never takes more than a screen. */
final class WhoamiCommandTest {
    private static final int SCREEN = 24;

    @ParameterizedTest
    @ValueSource(strings = {"good", "bad", "real", "samples"})
    void everyImage(String folder) {
        for (String name : TestImages.in(folder)) {
            byte[] bytes = TestImages.bytes(name);
            CommandRun show = CommandRun.reading(bytes, "show", "--json", "-");
            CommandRun json = CommandRun.reading(bytes, "whoami", "--json", "-");
            CommandRun text = CommandRun.reading(bytes, "whoami", "-");
            assertEquals(show.status(), json.status(), name);
            assertEquals(show.status(), text.status(), name);
            assertTrue(text.out().lines().count() <= SCREEN, text.out());
            if (!show.out().isEmpty()) {
                assertEquals(pids(TestImages.json(show.out()).get("tasks")), everybody(json.out()), name);
            }
        }
    }

    private static List<Integer> pids(JsonNode tasks) {
        List<Integer> pids = new ArrayList<>();
        tasks.forEach(task -> pids.add(task.get("pid").asInt()));
        return pids.stream().sorted().toList();
    }

    private static List<Integer> everybody(String json) {
        JsonNode told = TestImages.json(json);
        List<Integer> pids = new ArrayList<>(pids(told.get("without_creds")));
        told.get("identities").forEach(who -> pids.addAll(pids(who.get("tasks"))));
        return pids.stream().sorted().toList();
    }

    @Test
    void namesAreHarmless() {
        byte[] bytes = TestImages.bytes("real/zombie.ckpt").clone();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("deadchild");
        bytes[at] = 0x1b;
        CommandRun run = CommandRun.reading(bytes, "whoami", "-");
        assertTrue(run.out().contains("\\x1beadchild"), run.out());
        assertTrue(run.out().indexOf('\u001b') < 0);
    }
}
