// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.select;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What {@code show --select} leaves of an image, and how it answers to expressions that are none. */
final class SelectionTest {
    private static final byte[] WEB = TestImages.bytes("good/web-after.ckpt");

    private static List<Integer> numbers(JsonNode array, String key) {
        List<Integer> numbers = new ArrayList<>();
        array.forEach(node -> numbers.add(node.get(key).asInt()));
        return numbers;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            euid == 0 && "SYS_ADMIN" in cap_effective | [1, 71]
            "NET_BIND_SERVICE" in cap_ambient | [42, 43]
            comm.startsWith("ship") != (pid == 1) | [1, 50]
            0 in groups && seccomp == 0 | [42]
            uid > 33 && host_uid == -1 && !thread | [50]
            size(cap_permitted) == 0 | [50]
            cap_bounding.exists(name, name == "KILL") | [1, 42, 43, 50, 71]
            false | []
            """)
    void chooses(String expression, String pids) {
        CommandRun run = CommandRun.reading(WEB, "show", "--json", "--select", expression, "-");
        assertEquals(0, run.status(), run.err());
        JsonNode shown = TestImages.json(run.out());
        assertEquals(pids, numbers(shown.get("tasks"), "pid").stream().sorted().toList().toString());
        List<Integer> refs = numbers(shown.get("tasks"), "cred_ref").stream().distinct().sorted().toList();
        assertEquals(refs, numbers(shown.get("creds"), "objref").stream().sorted().toList());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            euid = 0 | --select: column 6:
            euide == 0 | --select: column 1: undeclared reference to 'euide'
            euid | --select: column 1: expected type 'bool' but found 'int'
            euid == "root" | --select: column 6: found no matching overload
            """)
    void expressionsAreChecked(String expression, String message) {
        CommandRun run = CommandRun.reading(WEB, "show", "--select", expression, "-");
        assertEquals(2, run.status());
        assertEquals("", run.out());
        assertTrue(run.err().contains(message.strip()), run.err());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            1 / (pid - 1) == 0 | --select:
            groups[7] == 1 | --select:
            cap_bounding.all(a, cap_bounding.all(b, cap_bounding.all(c, cap_bounding.all(d, true))))|--select:
            """)
    void whatFailsOnATaskIsTold(String expression, String message) {
        CommandRun run = CommandRun.reading(WEB, "show", "--select", expression, "-");
        assertEquals(2, run.status());
        assertTrue(run.err().contains(message), run.err());
    }

    @ParameterizedTest
    @CsvSource({"good", "bad", "real", "samples"})
    void everyImageCanBeAsked(String folder) {
        for (String name : TestImages.in(folder)) {
            byte[] bytes = TestImages.bytes(name);
            int status = CommandRun.reading(bytes, "show", "--json", "-").status();
            CommandRun run = CommandRun.reading(bytes, "show", "--json", "--select",
                    "zombie || uid >= -1 || groups.exists(g, g == 5)", "-");
            assertEquals(status, run.status(), name + run.err());
        }
    }
}
