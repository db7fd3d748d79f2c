// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.model.CriuModel;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.criu.proto.KobjIdsEntry;
import org.ckptimage.codec.criu.proto.UidGidExtent;
import org.ckptimage.codec.criu.proto.UsernsEntry;
import org.ckptimage.codec.criu.read.ContainerCheck;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.judge.ImageJudge;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The archives in {@code criu/bad}: each breaks the rule it is named after, and no other of severity E or W
 * but those that are implied. They are made here, of a recorded dump without its pages; with the system
 * property {@code images.write=true} they are written anew, into the source folder of the test images.
 */
class BadSetsTest {
    /** Rules that cannot be kept where another one is broken. */
    private static final Map<String, List<String>> IMPLIED = Map.of("ckc002-ambient", List.of("CKC009"),
            "ckv012-no-bounding-set", List.of("CKC004"));
    private static final String CORE = "checkpoint/core-1.img";

    private static Map<String, SetChanges.Change> changes() {
        Map<String, SetChanges.Change> changes = new TreeMap<>();
        changes.put("cks013-size-negative", files -> files.get(CORE)[11] = (byte) 0x80);
        changes.put("cks013-cut", files -> files.put(CORE, Arrays.copyOf(files.get(CORE), 2000)));
        changes.put("cks014-no-mm", files -> files.remove("checkpoint/mm-1.img"));
        changes.put("cks015-stray-core", files -> files.put("checkpoint/core-977.img", files.get(CORE)));
        changes.put("cks016-unknown-field", files -> files.put(CORE, Edits.creds(files.get(CORE), creds ->
                creds.toBuilder().setUnknownFields(UnknownFieldSet.newBuilder().addField(99,
                        UnknownFieldSet.Field.newBuilder().addLengthDelimited(
                                ByteString.copyFromUtf8("new")).build()).build()).build())));
        changes.put("cks020-no-euid", files -> files.put(CORE, Edits.creds(files.get(CORE), creds ->
                creds.toBuilder().clearEuid().buildPartial())));
        changes.put("ckr012-no-userns", files -> files.put("checkpoint/ids-1.img",
                Edits.first(files.get("checkpoint/ids-1.img"), ids ->
                        ((KobjIdsEntry) ids).toBuilder().setUserNsId(99).build())));
        changes.put("ckv001-no-id", files -> files.put(CORE, Edits.creds(files.get(CORE), creds ->
                creds.toBuilder().setSgid(-1).build())));
        changes.put("ckv008-one-word", files -> files.put(CORE, Edits.creds(files.get(CORE), creds ->
                creds.toBuilder().clearCapInh().addCapInh(0).build())));
        changes.put("ckc020-capability-added", files -> files.put(CORE, Edits.creds(files.get(CORE), creds ->
                creds.toBuilder().setCapBnd(0, creds.getCapBnd(0) | 1 << 13)
                        .setCapPrm(0, creds.getCapPrm(0) | 1 << 13).build())));
        changes.put("cka001-dotdot", files -> files.put("../../etc/x", new byte[1]));
        changes.put("cka011-key-twice", files -> files.put("config.dump",
                "{\"id\":\"a\",\"id\":\"b\"}".getBytes(StandardCharsets.UTF_8)));
        creds(changes);
        sets(changes);
        SetChanges.addTo(changes);
        return changes;
    }

    private static Map<String, byte[]> edited(Map<String, byte[]> files,
            UnaryOperator<CredsEntry.Builder> edit) {
        files.put(CORE, Edits.creds(files.get(CORE), creds -> edit.apply(creds.toBuilder()).build()));
        return files;
    }

    /** Values of credentials that no restore gives a task as they are. */
    private static void creds(Map<String, SetChanges.Change> changes) {
        changes.put("ckv012-no-bounding-set", files -> edited(files, creds ->
                creds.clearCapBnd()));
        changes.put("ckv002-overflow-id", files -> edited(withoutSpec(files), creds ->
                creds.setSgid(65534)));
        changes.put("ckv004-groups-unsorted", files -> edited(files, creds ->
                creds.clearGroups().addGroups(30).addGroups(20)));
        changes.put("ckv005-group-twice", files -> edited(files, creds ->
                creds.clearGroups().addGroups(20).addGroups(20)));
        changes.put("ckv006-securebits", files -> edited(files, creds ->
                creds.setSecbits(1 << 20)));
        changes.put("ckv007-capability-63", files -> edited(withoutSpec(files), creds ->
                creds.setCapBnd(1, creds.getCapBnd(1) | 1 << 31)));
    }

    /** Sets of capabilities, groups and maps that do not fit together. */
    private static void sets(Map<String, SetChanges.Change> changes) {
        changes.put("ckc001-effective", files -> edited(files, creds ->
                creds.setCapPrm(0, creds.getCapPrm(0) & ~1)));
        changes.put("ckc002-ambient", files -> edited(files, creds ->
                creds.clearCapAmb().addCapAmb(1).addCapAmb(0)));
        changes.put("ckc003-inheritable", files -> edited(withoutSpec(files), creds ->
                creds.setCapInh(0, 1 << 21)));
        changes.put("ckc011-no-groups", files -> edited(files, creds ->
                creds.clearGroups()));
        changes.put("cku001-overlap", files -> userns(files, "0 100000 10000", "5 300000 10"));
        changes.put("cku002-empty-extent", files -> userns(files, "0 100000 10000", "10000 300000 0"));
        changes.put("cku003-not-mapped", files -> userns(files, "1 100000 10000"));
        changes.put("ckl010-label", files -> edited(files, creds ->
                creds.setLsmProfile("web_a")));
    }

    private static Map<String, byte[]> withoutSpec(Map<String, byte[]> files) {
        files.remove("spec.dump");
        return files;
    }

    /** Puts the process into a user namespace with these extents, for user and group ids alike. */
    static void userns(Map<String, byte[]> files, String... extents) {
        files.put("checkpoint/ids-1.img", Edits.first(files.get("checkpoint/ids-1.img"), ids ->
                ((KobjIdsEntry) ids).toBuilder().setUserNsId(99).build()));
        files.put("checkpoint/userns-99.img", userns(extents));
    }

    /** An image of a user namespace. */
    static byte[] userns(String... extents) {
        UsernsEntry.Builder maps = UsernsEntry.newBuilder();
        for (String extent : extents) {
            String[] numbers = extent.split(" ");
            UidGidExtent built = UidGidExtent.newBuilder().setFirst(Integer.parseInt(numbers[0]))
                    .setLowerFirst(Integer.parseInt(numbers[1])).setCount(Integer.parseInt(numbers[2]))
                    .build();
            maps.addUidMap(built).addGidMap(built);
        }
        byte[] message = maps.build().toByteArray();
        return ByteBuffer.allocate(12 + message.length).order(ByteOrder.LITTLE_ENDIAN).putInt(0x54564319)
                .putInt((int) ImageType.USERNS.magic()).putInt(message.length).put(message).array();
    }

    static List<String> names() {
        return List.copyOf(changes().keySet());
    }

    private static byte[] archive(String name) {
        Map<String, byte[]> files = CriuCases.files("a12-crio");
        files.keySet().removeIf(file -> file.contains("pages-") || file.contains("tmpfs")
                || file.contains("rootfs") || file.contains("cgroup") || file.contains("mountpoints"));
        byte[] pagemap = files.get("checkpoint/pagemap-1.img");
        files.put("checkpoint/pagemap-1.img", Arrays.copyOf(pagemap, 14));
        files.put(CORE, Edits.creds(files.get(CORE), creds ->
                creds.toBuilder().addGroups(creds.getGid()).build()));
        files.put("checkpoint.sig", new byte[1]);
        changes().getOrDefault(name, unchanged -> { }).of(files);
        return Tars.of(files);
    }

    /** Rules of severity E and W, and the one that is asked for. */
    private static List<String> rules(byte[] archive, String wanted) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try {
            CriuCheckpoint set = CriuCases.read(archive, findings);
            ContainerCheck.check(set, findings::add);
            ImageJudge.check(CriuModel.of(set), "set.tar", findings::add);
        } catch (ImageException e) {
            findings.add(e.finding());
        }
        return findings.stream()
                .filter(f -> f.severity() != Severity.INFO || f.rule().name().equals(wanted))
                .map(finding -> finding.rule().name()).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("names")
    void breaksTheRuleOfItsName(String name) throws IOException {
        String write = System.getProperty("images.write", "");
        Path source = Path.of("..", "test-images", "criu", "bad", name + ".tar");
        if (write.equals("true")) {
            Files.createDirectories(source.getParent());
            Files.write(source, archive(name));
            return;
        }
        byte[] stored = ImageFiles.bytes("criu/bad/" + name + ".tar");
        assertArrayEquals(archive(name), stored);
        String rule = name.substring(0, 6).toUpperCase(Locale.ROOT);
        List<String> expected = new ArrayList<>(List.of(rule));
        expected.addAll(IMPLIED.getOrDefault(name, List.of()));
        assertEquals(expected, rules(stored, rule));
    }

    @Test
    void unchangedOneIsGood() throws IOException {
        assertEquals(List.of(), rules(archive("none"), ""));
    }

    @Test
    void noOtherFilesAreThere() throws IOException {
        TreeSet<String> expected = new TreeSet<>();
        names().forEach(name -> expected.add(name + ".tar"));
        try (Stream<Path> files = Files.list(ImageFiles.root().resolve("criu/bad"))) {
            TreeSet<String> found = new TreeSet<>();
            files.forEach(file -> found.add(file.getFileName().toString()));
            assertEquals(expected, found);
        }
    }
}
