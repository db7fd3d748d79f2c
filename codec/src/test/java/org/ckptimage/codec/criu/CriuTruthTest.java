// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.LongFunction;
import java.util.stream.LongStream;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.criu.checkpoint.UserNamespace;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.IdMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the images say against the {@code /proc/PID/status} of every thread, read before the dump. */
class CriuTruthTest {
    static List<String> cases() {
        return CriuCases.names();
    }

    private static CriuCheckpoint read(String name) throws IOException {
        List<Finding> findings = new ArrayList<>();
        Optional<byte[]> archive = CriuCases.archive(name);
        CriuCheckpoint set = archive.isPresent() ? CriuCases.read(archive.get(), findings)
                : CriuCases.read(CriuCases.files(name), findings);
        assertEquals("", findings.stream().filter(finding -> finding.severity() != Severity.INFO)
                .map(Finding::text).reduce("", (a, b) -> a + b + "\n"), name);
        return set;
    }

    @Test
    void everyCaseIsThere() {
        assertEquals(12, CriuCases.names().size());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void threadsAreThoseOfProc(String name) throws IOException {
        CriuCheckpoint set = read(name);
        JsonNode recorded = CriuCases.recorded(name);
        Map<Integer, CriuProcess> processes = new TreeMap<>();
        set.processes().forEach(process -> processes.put(process.ids().pid(), process));
        recorded.get("status").forEach(process -> {
            JsonNode leader = process.get("threads").elements().next();
            CriuProcess found = processes.remove(inside(leader, "NStgid"));
            tree(name, leader, found);
            Map<Integer, CriuThread> threads = new TreeMap<>();
            found.threads().forEach(thread -> threads.put(thread.tid(), thread));
            process.get("threads").forEach(status ->
                    thread(name, status, set, found, threads.remove(inside(status, "NSpid"))));
            assertEquals(Map.of(), threads, name);
            maps(name, process, set, found);
        });
        assertEquals(Map.of(), processes, name);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void idsAreThoseInsideTheNamespace(String name) throws IOException {
        JsonNode inside = CriuCases.recorded(name).get("status_read_inside_userns");
        if (inside == null || inside.isNull()) {
            return;
        }
        CriuCheckpoint set = read(name);
        inside.forEach(process -> process.get("threads").forEach(status -> {
            CriuProcess found = set.processes().stream()
                    .filter(p -> p.ids().pid() == inside(status, "NStgid")).findFirst().orElseThrow();
            CriuCred cred = found.leader().cred().orElseThrow();
            assertEquals(status.get("Uid").asText(), ids(cred.users(), Long::toString), name);
            assertEquals(status.get("Gid").asText(), ids(cred.groups(), Long::toString), name);
            assertEquals(status.get("Groups").asText(), groups(cred, Long::toString), name);
        }));
    }

    /** The number in the innermost namespace. */
    private static int inside(JsonNode status, String key) {
        String[] numbers = status.get(key).asText().split(" ");
        return Integer.parseInt(numbers[numbers.length - 1]);
    }

    private static void tree(String name, JsonNode leader, CriuProcess found) {
        assertEquals(inside(leader, "NSpgid"), found.ids().pgid(), name);
        assertEquals(inside(leader, "NSsid"), found.ids().sid(), name);
        boolean zombie = leader.get("State").asText().startsWith("Z");
        assertEquals(zombie, found.zombie(), name);
        if (zombie) {
            assertEquals(7 << 8, found.exitCode(), name);
            assertTrue(found.leader().cred().isEmpty(), name);
        } else {
            assertEquals(1, found.state(), name);
        }
    }

    private static void thread(String name, JsonNode status, CriuCheckpoint set, CriuProcess process,
            CriuThread found) {
        String where = name + " tid " + found.tid();
        assertEquals(status.get("Name").asText(), found.comm(), where);
        if (process.zombie()) {
            return;
        }
        CriuCred cred = found.cred().orElseThrow();
        Optional<UserNamespace> space = set.userNamespace(process);
        LongFunction<String> uid = id -> outside(space.map(UserNamespace::uids), id);
        LongFunction<String> gid = id -> outside(space.map(UserNamespace::gids), id);
        assertEquals(status.get("Uid").asText(), ids(cred.users(), uid), where);
        assertEquals(status.get("Gid").asText(), ids(cred.groups(), gid), where);
        assertEquals(status.get("Groups").asText().strip(), groups(cred, gid), where);
        CriuCred.CapSets caps = cred.caps();
        assertEquals(status.get("CapInh").asText(), hex(caps.inheritable()), where);
        assertEquals(status.get("CapPrm").asText(), hex(caps.permitted()), where);
        assertEquals(status.get("CapEff").asText(), hex(caps.effective()), where);
        assertEquals(status.get("CapBnd").asText(), hex(caps.bounding()), where);
        assertEquals(status.get("CapAmb").asText(), hex(caps.ambient()), where);
        assertEquals(status.get("NoNewPrivs").asLong(), cred.noNewPrivs(), where);
        assertEquals(status.get("Seccomp").asInt(), found.seccompMode(), where);
        assertEquals(status.get("Seccomp_filters").asInt() > 0, found.seccompFilter().isPresent(), where);
        assertEquals(securebits(name, found.comm()), cred.securebits(), where);
    }

    private static long securebits(String name, String comm) {
        JsonNode recorded = CriuCases.recorded(name).path("securebits");
        if (recorded.isObject()) {
            for (Map.Entry<String, JsonNode> threads : recorded.properties()) {
                if (List.of(threads.getKey().split(",")).contains(comm)) {
                    return Long.decode(threads.getValue().asText());
                }
            }
        }
        return recorded.isTextual() ? Long.decode(recorded.asText().split(" ")[0]) : 0;
    }

    private static String outside(Optional<IdMap> map, long id) {
        OptionalLong outside = map.isPresent() ? map.get().outside(id) : OptionalLong.of(id);
        return Long.toString(outside.orElseThrow());
    }

    private static String ids(Cred.Ids ids, LongFunction<String> text) {
        return String.join(" ", text.apply(ids.real()), text.apply(ids.effective()), text.apply(ids.saved()),
                text.apply(ids.filesystem()));
    }

    private static String groups(CriuCred cred, LongFunction<String> text) {
        return String.join(" ", LongStream.range(0, cred.supplementary().size())
                .mapToObj(i -> text.apply(cred.supplementary().get((int) i))).toList());
    }

    private static String hex(long set) {
        return String.format("%016x", set);
    }

    private static void maps(String name, JsonNode process, CriuCheckpoint set, CriuProcess found) {
        Optional<UserNamespace> space = set.userNamespace(found);
        if (space.isPresent()) {
            assertEquals(lines(process.get("uid_map")), lines(space.get().uids()), name);
            assertEquals(lines(process.get("gid_map")), lines(space.get().gids()), name);
        } else if (!found.zombie()) {
            assertEquals(List.of("0 0 4294967295"), lines(process.get("uid_map")), name);
        }
    }

    private static List<String> lines(JsonNode map) {
        List<String> lines = new ArrayList<>();
        map.forEach(line -> lines.add(line.asText()));
        return lines;
    }

    private static List<String> lines(IdMap map) {
        return map.extents().stream().map(e -> e.first() + " " + e.lowerFirst() + " " + e.count()).toList();
    }

    @Test
    void treeOfProcesses() throws IOException {
        List<String> tree = read("a06-tree-zombie").processes().stream().map(process ->
                process.ids().pid() + "<" + process.ids().ppid() + " " + process.comm()).toList();
        assertEquals(List.of("103<0 root", "104<103 c1", "105<104 g11", "106<104 g12", "107<103 c2",
                "108<103 root"), tree);
    }

    @Test
    void containerAroundTheImages() throws IOException {
        CriuCheckpoint podman = read("a09-podman-tar");
        assertEquals(List.of(27L, 44L), podman.spec().orElseThrow().additionalGids());
        assertEquals(OptionalLong.of(0), podman.spec().get().uid());
        assertEquals(0x800405fbL, podman.spec().get().caps().orElseThrow().bounding());
        assertEquals(1, read("a11-podman-tarzst").spec().orElseThrow().noNewPrivileges());
        CriuCheckpoint crio = read("a12-crio");
        assertEquals("k8s_web_web-0_default_00000000-0000-0000-0000-000000000001_0",
                crio.config().orElseThrow().name());
        assertEquals("runc", crio.config().get().runtime());
        assertTrue(crio.config().get().id().startsWith("5f0c5f0c"));
        assertTrue(read("a01-root-simple").spec().isEmpty());
    }
}
