// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.protobuf.ByteString;
import com.google.protobuf.Message;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.criu.proto.InventoryEntry;
import org.ckptimage.codec.criu.proto.PagemapEntry;
import org.ckptimage.codec.criu.proto.PstreeEntry;
import org.ckptimage.codec.criu.model.CriuModel;
import org.ckptimage.codec.criu.proto.KobjIdsEntry;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.judge.ImageJudge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Sets of images that are wrong in one way each, and what is found in them. */
class CriuSetTest {
    private static final long SEED = 4711;
    private static final String DIRECTORY = "checkpoint/";

    private static List<Finding> findings(Map<String, byte[]> files) {
        List<Finding> findings = new ArrayList<>();
        try {
            CriuCases.read(files, findings);
        } catch (ImageException e) {
            findings.add(e.finding());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return findings;
    }

    /** The only finding that is more than information. */
    private static void only(Rule rule, String file, Map<String, byte[]> files) {
        List<Finding> found = findings(files).stream().filter(f -> f.severity() != Severity.INFO).toList();
        String text = String.join("\n", found.stream().map(Finding::text).toList());
        assertEquals(1, found.size(), text);
        assertEquals(rule, found.get(0).rule(), text);
        assertEquals("set.tar/" + file, found.get(0).where().file(), text);
    }

    private static Map<String, byte[]> edited(String name, String file, UnaryOperator<Message> change) {
        Map<String, byte[]> files = CriuCases.files(name);
        assertTrue(files.containsKey(file), file);
        files.put(file, Edits.first(files.get(file), change));
        return files;
    }

    private static Map<String, byte[]> creds(String name, String file, UnaryOperator<CredsEntry> change) {
        Map<String, byte[]> files = CriuCases.files(name);
        files.put(file, Edits.creds(files.get(file), change));
        return files;
    }

    private static Map<String, byte[]> without(String name, String file) {
        Map<String, byte[]> files = CriuCases.files(name);
        assertTrue(files.remove(file) != null, file);
        return files;
    }

    @Test
    void missingFiles() {
        for (String file : List.of("core-82.img", "ids-81.img", "mm-81.img", "fs-81.img", "fdinfo-2.img")) {
            only(Rule.CKS014, "pstree.img", without("a05-threads", file));
        }
        only(Rule.CKS014, "inventory.img", without("a05-threads", "inventory.img"));
        only(Rule.CKS014, "pstree.img", without("a05-threads", "pstree.img"));
        only(Rule.CKS014, "pages-1.img", without("a05-threads", "pages-1.img"));
        only(Rule.CKS014, "pstree.img", without("a06-tree-zombie", "core-108.img"));
        only(Rule.CKR012, "ids-1.img", onlyFirstOf(without("a08-userns", "userns-14.img")));
    }

    /** Leaves the root process alone. */
    private static Map<String, byte[]> onlyFirstOf(Map<String, byte[]> files) {
        byte[] tree = files.get("pstree.img");
        files.put("pstree.img", Arrays.copyOf(tree, 22));
        for (int pid = 2; pid <= 4; pid++) {
            for (String stem : List.of("core", "ids", "mm", "pagemap", "fs", "pages")) {
                files.remove(stem + "-" + pid + ".img");
            }
        }
        return files;
    }

    @Test
    void strayFiles() {
        Map<String, byte[]> files = CriuCases.files("a01-root-simple");
        files.put("core-977.img", files.get("core-5.img"));
        only(Rule.CKS015, "core-977.img", files);
        Map<String, byte[]> beside = CriuCases.files("a09-podman-tar");
        beside.put("core-1.img", beside.get(DIRECTORY + "core-1.img"));
        only(Rule.CKS015, "core-1.img", beside);
    }

    /** As -v4 writes it; anything may stand there. */
    @ParameterizedTest
    @CsvSource({"(00.000057) Version: 4.2 (gitid v4.2), 4.2", "Version: 3.19.1 (gitid 0), 3.19.1",
        "Version: 99999 (gitid 0), ''", "nothing, ''"})
    void versionOfTheProgram(String log, String version) throws IOException {
        Map<String, byte[]> files = CriuCases.files("a01-root-simple");
        files.put("dump.log", log.getBytes(StandardCharsets.US_ASCII));
        assertEquals(version, CriuCases.read(files, new ArrayList<>()).criuVersion());
    }

    @Test
    void imagesThatAllShare() {
        only(Rule.CKS014, "files.img", without("a01-root-simple", "files.img"));
        only(Rule.CKS014, "seccomp.img", without("a07-seccomp-nnp", "seccomp.img"));
        assertEquals(List.of(), findings(without("a01-root-simple", "seccomp.img")));
    }

    @Test
    void wrongTrees() {
        only(Rule.CKR010, "pstree.img", edited("a01-root-simple", "pstree.img",
                m -> ((PstreeEntry) m).toBuilder().setPpid(3).build()));
        only(Rule.CKR011, "pstree.img", edited("a05-threads", "pstree.img",
                m -> ((PstreeEntry) m).toBuilder().setThreads(2, 84).setThreads(3, 84).addThreads(83)
                        .build()));
        Map<String, byte[]> empty = CriuCases.files("a01-root-simple");
        empty.put("pstree.img", Arrays.copyOf(empty.get("pstree.img"), 8));
        assertTrue(findings(empty).stream().anyMatch(f -> f.rule() == Rule.CKR011));
        Map<String, byte[]> second = CriuCases.files("a06-tree-zombie");
        second.put("pstree.img", Edits.message(second.get("pstree.img"), 1,
                m -> ((PstreeEntry) m).toBuilder().setPpid(0).build()));
        only(Rule.CKR010, "pstree.img", second);
    }

    /** Criu #2778: no restore makes a second user namespace. */
    @Test
    void processesInTwoUserNamespaces() {
        Map<String, byte[]> files = CriuCases.files("a06-tree-zombie");
        files.put("ids-104.img", Edits.first(files.get("ids-104.img"), ids -> ((KobjIdsEntry) ids).toBuilder()
                .setUserNsId(99).setPidNsId(98).setMntNsId(97).build()));
        files.put("userns-99.img", BadSetsTest.userns("0 100000 100000"));
        List<Finding> findings = new ArrayList<>();
        ImageJudge.check(CriuModel.of(read(files, findings)), "set.tar", findings::add);
        assertEquals(List.of(Rule.CKU012), findings.stream().filter(f -> f.severity() == Severity.ERROR)
                .map(Finding::rule).toList());
    }

    private static CriuCheckpoint read(Map<String, byte[]> files, List<Finding> findings) {
        try {
            return CriuCases.read(files, findings);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void wrongVersions() {
        only(Rule.CKS012, "inventory.img", edited("a01-root-simple", "inventory.img",
                m -> ((InventoryEntry) m).toBuilder().setImgVersion(3).build()));
        Map<String, byte[]> mixed = CriuCases.files("a01-root-simple");
        byte[] core = mixed.get("core-5.img");
        mixed.put("core-5.img", Arrays.copyOfRange(core, 4, core.length));
        only(Rule.CKS001, "core-5.img", mixed);
        Map<String, byte[]> old = edited("a01-root-simple", "inventory.img",
                m -> ((InventoryEntry) m).toBuilder().setImgVersion(1).build());
        for (Map.Entry<String, byte[]> file : old.entrySet()) {
            boolean headed = file.getValue().length > 8 && file.getValue()[0] == 0x19;
            file.setValue(headed ? Arrays.copyOfRange(file.getValue(), 4, file.getValue().length)
                    : file.getValue());
        }
        assertEquals(List.of(), findings(old));
    }

    @Test
    void oneFileInTheNameOfAnother() {
        Map<String, byte[]> files = CriuCases.files("a01-root-simple");
        files.put("fs-5.img", files.get("ids-5.img"));
        only(Rule.CKS001, "fs-5.img", files);
        files = CriuCases.files("a01-root-simple");
        files.put("fs-5.img", "no image at all".getBytes(StandardCharsets.US_ASCII));
        only(Rule.CKS001, "fs-5.img", files);
        files = CriuCases.files("a01-root-simple");
        files.put("fs-5.img", new byte[] {0x19, 0x43, 0x56, 0x54, 1, 2, 3, 4, 0, 0, 0, 0});
        only(Rule.CKS001, "fs-5.img", files);
        files = CriuCases.files("a01-root-simple");
        files.put("new-5.img", new byte[] {0x19, 0x43, 0x56, 0x54, 1, 2, 3, 4, 0, 0, 0, 0});
        only(Rule.CKS008, "new-5.img", files);
    }

    @Test
    void wrongCredentials() {
        String core = "core-24.img";
        String set = "a02-uid1000-groups5";
        only(Rule.CKV001, core, creds(set, core, c -> c.toBuilder().setFsuid(-1).build()));
        only(Rule.CKV001, core, creds(set, core, c -> c.toBuilder().setSgid(-1).build()));
        only(Rule.CKV001, core, creds(set, core, c -> c.toBuilder().addGroups(-1).build()));
        only(Rule.CKV012, core, creds(set, core, c -> c.toBuilder().clearCapBnd().build()));
        only(Rule.CKV008, core, creds(set, core, c -> c.toBuilder().clearCapAmb().addCapAmb(0).build()));
        assertEquals(List.of(), findings(creds(set, core, c -> c.toBuilder().clearCapAmb().build())));
        only(Rule.CKV003, core, creds(set, core, c -> c.toBuilder()
                .addAllGroups(java.util.Collections.nCopies(65532, 7)).build()));
        only(Rule.CKS020, core, creds(set, core, c -> c.toBuilder().clearEuid().buildPartial()));
        only(Rule.CKS020, core, edited(set, core, m -> {
            CoreEntry.Builder entry = ((CoreEntry) m).toBuilder();
            entry.getThreadCoreBuilder().clearCreds();
            return entry.build();
        }));
    }

    @Test
    void unknownFieldsAreNamedOnce() {
        UnknownFieldSet newer = UnknownFieldSet.newBuilder().addField(99, UnknownFieldSet.Field.newBuilder()
                .addLengthDelimited(ByteString.copyFromUtf8("abc")).addVarint(1).build()).build();
        List<Finding> found = findings(creds("a02-uid1000-groups5", "core-24.img",
                c -> c.toBuilder().setUnknownFields(newer).build()));
        assertEquals(1, found.size());
        assertEquals(Rule.CKS016, found.get(0).rule());
        assertEquals("thread_core.creds.99", found.get(0).where().field());
    }

    @Test
    void pages() {
        Map<String, byte[]> files = CriuCases.files("a01-root-simple");
        files.put("pages-1.img", Arrays.copyOf(files.get("pages-1.img"), 20479));
        only(Rule.CKS013, "pages-1.img", files);
        // older images keep the number in field 2
        Map<String, byte[]> old = CriuCases.files("a01-root-simple");
        for (int i = 1; i <= 3; i++) {
            old.put("pagemap-5.img", Edits.message(old.get("pagemap-5.img"), i, m -> {
                PagemapEntry entry = (PagemapEntry) m;
                return entry.toBuilder().setCompatNrPages((int) entry.getNrPages()).clearNrPages().build();
            }));
        }
        assertEquals(List.of(), findings(old));
    }

    @Test
    void entryBehindTheOnlyOne() {
        Map<String, byte[]> files = CriuCases.files("a01-root-simple");
        byte[] core = files.get("core-5.img");
        byte[] twice = Arrays.copyOf(core, 2 * core.length - 8);
        System.arraycopy(core, 8, twice, core.length, core.length - 8);
        files.put("core-5.img", twice);
        only(Rule.CKS009, "core-5.img", files);
    }

    @Test
    void specDumpIsCompared() {
        String core = DIRECTORY + "core-1.img";
        String set = "a11-podman-tarzst";
        only(Rule.CKC020, core, creds(set, core, c -> c.toBuilder().setCapEff(0, 1 << 21).build()));
        only(Rule.CKC020, core, creds(set, core, c -> c.toBuilder().clearNoNewPrivs().build()));
        Map<String, byte[]> files = CriuCases.files("a09-podman-tar");
        String spec = new String(files.get("spec.dump"), StandardCharsets.UTF_8);
        files.put("spec.dump", spec.replaceFirst("\"uid\": *0", "\"uid\": 1000")
                .getBytes(StandardCharsets.UTF_8));
        TreeSet<String> fields = new TreeSet<>();
        for (Finding finding : findings(files)) {
            assertEquals(Rule.CKC020, finding.rule());
            fields.add(finding.where().field());
        }
        assertEquals(new TreeSet<>(List.of("thread_core.creds.uid", "thread_core.creds.euid",
                "thread_core.creds.suid", "thread_core.creds.fsuid")), fields);
        // given up: no capabilities any more
        assertEquals(List.of(), findings(creds("a09-podman-tar", core, c -> c.toBuilder().setUid(33)
                .setEuid(33)
                .setSuid(33).setFsuid(33).setCapEff(0, 0).setCapPrm(0, 0).build())));
    }

    @Test
    void wrongJson() {
        for (String json : List.of("", "{", "{\"process\":{\"user\":{\"uid\":1,\"uid\":0}}}",
                "[".repeat(1000),
                "{\"process\":{\"user\":{\"uid\":\"root\"}}}", "{\"process\":{\"user\":{\"uid\":1e400}}}",
                "{\"process\":{\"noNewPrivileges\":1}}", "\"" + "x".repeat(3 << 20) + "\"")) {
            Map<String, byte[]> files = CriuCases.files("a12-crio");
            files.put("spec.dump", json.getBytes(StandardCharsets.UTF_8));
            if (json.isEmpty()) {
                assertEquals(List.of(), findings(files));
            } else {
                only(Rule.CKA011, "spec.dump", files);
            }
        }
    }

    /** Keys with the signs of a path in them are not taken for the path. */
    @Test
    void keysAreNotPaths() throws IOException {
        Map<String, byte[]> files = CriuCases.files("a12-crio");
        files.put("spec.dump",
                "{\"process/user\":{\"uid\":7},\"process\":{\"user\":{\"additionalGids[]\":8}}}"
                .getBytes(StandardCharsets.UTF_8));
        CriuCheckpoint set = CriuCases.read(files, new ArrayList<>());
        assertTrue(set.spec().orElseThrow().uid().isEmpty());
        assertEquals(List.of(), set.spec().get().additionalGids());
    }

    @Test
    void everyCutIsFound() {
        for (String file : List.of("core-10.img", "ids-10.img", "fs-10.img", "inventory.img", "seccomp.img",
                "mm-10.img", "pagemap-10.img", "pstree.img", "timens-0.img")) {
            Map<String, byte[]> files = CriuCases.files("a07-seccomp-nnp");
            byte[] whole = files.get(file);
            for (int cut = 0; cut < whole.length; cut++) {
                files.put(file, Arrays.copyOf(whole, cut));
                List<Finding> found = findings(files);
                assertTrue(found.stream().anyMatch(f -> f.severity() == Severity.ERROR), file + " cut at "
                        + cut);
            }
        }
    }

    @Test
    void mutationsAreFindingsOrValues() {
        Random random = new Random(SEED);
        List<String> names = List.of("a05-threads", "a08-userns", "a12-crio");
        int findings = 0;
        for (int i = 0; i < 1500; i++) {
            Map<String, byte[]> files = CriuCases.files(names.get(i % names.size()));
            List<String> list = files.keySet().stream().filter(file -> !file.contains("pages-")).toList();
            byte[] mutant = files.get(list.get(random.nextInt(list.size())));
            for (int n = random.nextInt(4); n >= 0 && mutant.length > 0; n--) {
                mutant[random.nextInt(mutant.length)] = (byte) (random.nextBoolean() ? random.nextInt(256)
                        : random.nextInt(4) * 85);
            }
            findings += findings(files).isEmpty() ? 0 : 1;
        }
        assertFalse(findings < 400 || findings > 1450, findings + " of 1500");
    }
}
