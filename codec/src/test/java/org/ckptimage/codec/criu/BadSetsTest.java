// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.IOException;
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
import java.util.stream.Stream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.criu.proto.KobjIdsEntry;
import org.ckptimage.codec.diag.Finding;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The archives in {@code criu/bad}: each breaks the rule it is named after, and no other of severity E or
 * W. They are made here, of a recorded dump without its pages; with the system property {@code
 * images.write=true} they are written anew, into the source folder of the test images.
 */
class BadSetsTest {
    private static final String CORE = "checkpoint/core-1.img";

    /** A change of the files of an archive. */
    @FunctionalInterface
    private interface Change {
        void of(Map<String, byte[]> files);
    }

    private static Map<String, Change> changes() {
        Map<String, Change> changes = new TreeMap<>();
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
                creds.toBuilder().setFsgid(-1).build())));
        changes.put("ckv008-one-word", files -> files.put(CORE, Edits.creds(files.get(CORE), creds ->
                creds.toBuilder().clearCapInh().addCapInh(0).build())));
        changes.put("ckc020-capability-added", files -> files.put(CORE, Edits.creds(files.get(CORE), creds ->
                creds.toBuilder().setCapEff(0, creds.getCapEff(0) | 1 << 21).build())));
        changes.put("cka001-dotdot", files -> files.put("../../etc/x", new byte[1]));
        changes.put("cka011-key-twice", files -> files.put("config.dump",
                "{\"id\":\"a\",\"id\":\"b\"}".getBytes(StandardCharsets.UTF_8)));
        return changes;
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
        changes().getOrDefault(name, unchanged -> { }).of(files);
        return Tars.of(files);
    }

    private static List<String> rules(byte[] archive) throws IOException {
        List<Finding> findings = new ArrayList<>();
        try {
            CriuCases.read(archive, findings);
        } catch (ImageException e) {
            findings.add(e.finding());
        }
        return findings.stream().map(finding -> finding.rule().name()).distinct().toList();
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
        assertEquals(List.of(name.substring(0, 6).toUpperCase(Locale.ROOT)), rules(stored));
    }

    @Test
    void unchangedOneIsGood() throws IOException {
        assertEquals(List.of(), rules(archive("none")));
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
