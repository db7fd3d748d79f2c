// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** {@code show --json} tells what /proc told of real tasks, and what the generator of the samples put in. */
final class ShowTruthTest {
    private static final Map<String, String> SETS = Map.of(
            "i", "cap_inheritable", "p", "cap_permitted", "e", "cap_effective", "b", "cap_bounding");

    static Stream<JsonNode> real() {
        return StreamSupport.stream(TestImages.manifest("real").spliterator(), false);
    }

    static Stream<JsonNode> samples() {
        return StreamSupport.stream(TestImages.manifest("samples").get("images").spliterator(), false);
    }

    private static JsonNode show(String name) {
        CommandRun run = CommandRun.reading(TestImages.bytes(name), "show", "--json", "-");
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.err());
        JsonNode json = TestImages.json(run.out());
        assertEquals(List.of("schema", "tool_version", "file", "format", "tasks", "creds", "users",
                "user_namespaces", "groupinfos", "record_counts", "failures"), keys(json));
        assertEquals("ckpt-image/show/1", json.get("schema").asText());
        return json;
    }

    private static List<String> keys(JsonNode node) {
        return node.properties().stream().map(Map.Entry::getKey).toList();
    }

    private static Map<Integer, JsonNode> by(String key, JsonNode array) {
        Map<Integer, JsonNode> found = new HashMap<>();
        array.forEach(node -> found.put(node.get(key).asInt(), node));
        return found;
    }

    @ParameterizedTest
    @MethodSource("real")
    void realImages(JsonNode expected) {
        String file = expected.get("file").asText();
        JsonNode json = show("real/" + file);
        assertEquals("v19-2010-02-22", json.at("/format/version").asText());
        assertEquals("x86_64", json.at("/format/arch").asText());
        assertEquals("little", json.at("/format/byte_order").asText());
        assertEquals(file.startsWith("v21_err") ? 2 : 0, json.get("failures").size());
        Map<Integer, JsonNode> tasks = by("pid", json.get("tasks"));
        Map<Integer, JsonNode> creds = by("objref", json.get("creds"));
        expected.get("tasks").properties().forEach(entry -> {
            // the container has its own pid namespace, and its parent outside was not captured
            boolean container = file.equals("container.ckpt");
            if (!container || !entry.getKey().equals("839")) {
                JsonNode task = tasks.get(container ? 1 : Integer.parseInt(entry.getKey()));
                assertEquals(entry.getValue().get("Name").asText(), task.get("comm").asText());
                if (!container) {
                    assertEquals(entry.getValue().get("PPid").asInt(), task.get("ppid").asInt());
                    assertEquals(entry.getValue().get("Tgid").asInt(), task.get("tgid").asInt());
                }
                cred(entry.getValue(), creds.get(task.get("cred_ref").asInt()));
            }
        });
    }

    private static void cred(JsonNode proc, JsonNode cred) {
        assertEquals(proc.get("Uid").asText(), ids(cred, "uid"));
        assertEquals(proc.get("Gid").asText(), ids(cred, "gid"));
        assertEquals(proc.get("Groups").asText(), StreamSupport.stream(cred.get("groups").spliterator(),
                false)
                .map(JsonNode::asText).collect(Collectors.joining(" ")));
        assertEquals("0x" + proc.get("CapInh").asText(), cred.get("cap_inheritable").asText());
        assertEquals("0x" + proc.get("CapPrm").asText(), cred.get("cap_permitted").asText());
        assertEquals("0x" + proc.get("CapEff").asText(), cred.get("cap_effective").asText());
        assertEquals("0x" + proc.get("CapBnd").asText(), cred.get("cap_bounding").asText());
    }

    /** In the order of /proc: real, effective, saved, file system. */
    private static String ids(JsonNode cred, String kind) {
        return cred.get(kind) + " " + cred.get("e" + kind) + " " + cred.get("s" + kind) + " "
                + cred.get("fs" + kind);
    }

    @ParameterizedTest
    @MethodSource("samples")
    void samples(JsonNode expected) {
        JsonNode json = show("samples/" + expected.get("file").asText());
        JsonNode content = expected.get("content");
        assertEquals(content.get("arch"), json.at("/format/arch"));
        assertEquals(content.get("rev").asInt(), json.at("/format/rev").asInt());
        assertTrue(json.at("/format/version").asText().startsWith(content.get("profile").asText()));
        assertEquals(content.get("counts").size(), json.get("record_counts").size());
        content.get("counts").properties().forEach(count ->
                assertEquals(count.getValue().get("n"), json.get("record_counts").get(count.getKey()),
                        count.getKey()));
        tasks(content.get("tasks"), json.get("tasks"));
        creds(content, json);
        assertEquals(content.get("users").size(), json.get("users").size());
        for (int i = 0; i < json.get("users").size(); i++) {
            assertEquals(content.get("users").get(i), json.get("users").get(i));
        }
        spaces(content.get("user_ns"), json.get("user_namespaces"));
        groupinfos(content.get("groupinfos"), json.get("groupinfos"));
    }

    private static void tasks(JsonNode wanted, JsonNode got) {
        assertEquals(wanted.size(), got.size());
        for (int i = 0; i < wanted.size(); i++) {
            assertEquals(wanted.get(i).at("/pid/0"), got.get(i).get("pid"));
            assertEquals(wanted.get(i).get("cred_objref"), got.get(i).get("cred_ref"));
            assertEquals(wanted.get(i).get("ecred_objref"), got.get(i).get("ecred_ref"));
            assertEquals(wanted.get(i).get("files_objref"), got.get(i).get("files_ref"));
            assertEquals(wanted.get(i).get("mm_objref"), got.get(i).get("mm_ref"));
            assertEquals(wanted.get(i).get("signal_objref"), got.get(i).get("signal_ref"));
            for (String key : new String[] {"tgid", "comm", "thread"}) {
                assertEquals(wanted.get(i).get(key), got.get(i).get(key));
            }
        }
    }

    private static void creds(JsonNode content, JsonNode json) {
        Map<Integer, JsonNode> groupinfos = by("objref", content.get("groupinfos"));
        Map<Integer, JsonNode> users = by("objref", content.get("users"));
        assertEquals(content.get("creds").size(), json.get("creds").size());
        for (int i = 0; i < content.get("creds").size(); i++) {
            JsonNode wanted = content.get("creds").get(i);
            JsonNode got = json.get("creds").get(i);
            for (String key : new String[] {"objref", "uid", "suid", "euid", "fsuid", "gid", "sgid", "egid",
                    "fsgid",
                "user_ref", "groupinfo_ref", "sec_ref"}) {
                assertEquals(wanted.get(key), got.get(key), key);
            }
            SETS.forEach((letter, key) ->
                    assertEquals("0x" + wanted.get("caps").get(letter).asText(), got.get(key).asText()));
            assertEquals(String.format("0x%08x", wanted.get("securebits").asLong()), got.get("securebits")
                    .asText());
            assertEquals(groupinfos.get(got.get("groupinfo_ref").asInt()).get("groups"), got.get("groups"));
            assertEquals(users.get(got.get("user_ref").asInt()).get("userns_ref"), got.get("user_ns_ref"));
        }
    }

    private static void spaces(JsonNode wanted, JsonNode got) {
        Map<Integer, JsonNode> levels = by("objref", got);
        assertEquals(wanted.size(), got.size());
        for (JsonNode space : wanted) {
            JsonNode found = levels.get(space.get("objref").asInt());
            assertEquals(space.get("creator_ref"), found.get("creator_ref"));
            assertEquals(space.get("chain_to_root").size() - 1, found.get("level").asInt());
        }
    }

    private static void groupinfos(JsonNode wanted, JsonNode got) {
        assertEquals(wanted.size(), got.size());
        for (int i = 0; i < wanted.size(); i++) {
            for (String key : new String[] {"objref", "ngroups", "groups"}) {
                assertEquals(wanted.get(i).get(key), got.get(i).get(key));
            }
        }
    }
}
