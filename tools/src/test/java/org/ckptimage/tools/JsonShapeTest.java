// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Keys of the JSON that scripts depend on. */
final class JsonShapeTest {
    private static final byte[] FAILED = TestImages.bytes("real/v21_errunlink.ckpt");
    private static final List<String> FINDING = List.of("code", "severity", "file", "offset", "record_type",
            "objref", "field", "got", "expected", "message", "subject");

    private static List<String> keys(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    @Test
    void validate() {
        JsonNode json = TestImages.json(CommandRun.reading(FAILED, "validate", "--json", "-").out());
        assertEquals(List.of("schema", "tool_version", "images"), keys(json));
        assertEquals("ckpt-image/validate/1", json.get("schema").asText());
        assertEquals(List.of("image", "verdict", "findings"), keys(json.at("/images/0")));
        assertEquals("invalid", json.at("/images/0/verdict").asText());
        assertEquals(FINDING, keys(json.at("/images/0/findings/0")));
        assertEquals(0x8fd, json.at("/images/0/findings/0/offset").asInt());
    }

    @Test
    void validateLines() {
        CommandRun run = CommandRun.reading(FAILED, "validate", "--format=jsonl", "-", "/nowhere/at/all");
        List<String> lines = run.out().lines().toList();
        assertEquals(2, lines.size());
        assertEquals(List.of("image", "verdict", "findings"), keys(TestImages.json(lines.get(0))));
        assertEquals("unreadable", TestImages.json(lines.get(1)).get("verdict").asText());
        assertEquals(5, run.status());
    }

    @Test
    void tasksAndCreds() {
        byte[] zombies = TestImages.bytes("real/zombie.ckpt");
        JsonNode json = TestImages.json(CommandRun.reading(zombies, "show", "--json", "-").out());
        assertEquals(List.of("pid", "ppid", "tgid", "pgid", "sid", "comm", "state", "exit_code", "cred_ref",
                "ecred_ref"), keys(json.at("/tasks/0")).subList(0, 10));
        assertTrue(json.at("/tasks/1/cred_ref").isNull());
        assertTrue(json.at("/tasks/1/ecred_ref").isNull());
        assertEquals(64, json.at("/tasks/1/state").asInt());
        assertEquals(7 << 8, json.at("/tasks/1/exit_code").asInt());
        assertEquals(List.of("objref", "uid", "euid", "suid", "fsuid", "gid", "egid", "sgid", "fsgid",
                "groups",
                "cap_inheritable", "cap_permitted", "cap_effective", "cap_bounding", "securebits", "user_ref",
                "groupinfo_ref", "sec_ref", "user_ns_ref"), keys(json.at("/creds/0")));
        assertEquals(List.of("kind", "version", "rev", "arch", "byte_order", "version_candidates"),
                keys(json.get("format")));
        assertEquals(List.of("objref", "creator_ref", "level"), keys(json.at("/user_namespaces/0")));
        assertEquals(List.of("objref", "uid", "userns_ref"), keys(json.at("/users/0")));
    }

    @Test
    void facts() {
        JsonNode json = TestImages.json(CommandRun.reading(TestImages.bytes("real/zombie.ckpt"), "show",
                "--facts", "-").out());
        assertEquals(List.of("schema", "tool_version", "arch", "user_ns", "tasks"), keys(json));
        assertEquals("ckpt-image/facts/1", json.get("schema").asText());
        assertEquals(2, CommandRun.reading(FAILED, "show", "--facts", "--records", "-").status());
    }

    @Test
    void idsAreUnsigned() {
        byte[] bytes = TestImages.bytes("real/root.ckpt").clone();
        int cred = ExitStatusTest.indexOf(bytes, new byte[] {114, 0, 0, 0, 96, 0, 0, 0});
        bytes[cred + 11] = (byte) 0xff;
        JsonNode json = TestImages.json(CommandRun.reading(bytes, "show", "--json", "-").out());
        assertEquals(0xff000000L, json.at("/creds/0/uid").asLong());
    }

    @Test
    void recordsAreLines() {
        List<String> lines = CommandRun.reading(FAILED, "show", "--records", "--json", "-").out().lines()
                .toList();
        assertEquals(48, lines.size());
        JsonNode first = TestImages.json(lines.get(0));
        assertEquals(List.of("offset", "type", "len", "objref"), keys(first));
        assertEquals("HEADER", first.get("type").asText());
        assertEquals(72, first.get("len").asInt());
    }
}
