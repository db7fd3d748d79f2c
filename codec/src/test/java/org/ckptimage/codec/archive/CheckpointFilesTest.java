// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.compressors.CompressorException;
import org.apache.commons.compress.compressors.CompressorStreamFactory;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.CriuCases;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.Tars;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.read.CheckpointReader;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Archives and directories: what is read, what is refused, what it costs. */
class CheckpointFilesTest {
    private static final long SEED = 33;
    private static final long GIB = 1L << 30;

    private final List<Finding> findings = new ArrayList<>();

    private Map<String, String> read(byte[] archive) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        CheckpointFiles files = CriuCases.open(archive, findings);
        for (Optional<CheckpointEntry> next = files.next(); next.isPresent(); next = files.next()) {
            content.put(next.get().name().path(),
                    new String(next.get().content().readAllBytes(), StandardCharsets.ISO_8859_1));
        }
        return content;
    }

    private List<Rule> rules() {
        return findings.stream().map(Finding::rule).toList();
    }

    private Rule failure(byte[] archive) {
        return assertThrows(ImageException.class, () -> read(archive)).finding().rule();
    }

    /** What Commons Compress reads in the same bytes. */
    private static Map<String, String> readByOther(byte[] archive) throws IOException {
        Map<String, String> content = new LinkedHashMap<>();
        try (TarArchiveInputStream tar = new TarArchiveInputStream(new ByteArrayInputStream(archive))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.isFile()) {
                    content.put(entry.getName(), new String(tar.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return content;
    }

    /** Fills an archive. */
    @FunctionalInterface
    private interface Filling {
        void into(TarArchiveOutputStream tar) throws IOException;
    }

    private static byte[] tar(Filling filling) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_GNU);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_STAR);
            filling.into(tar);
        }
        return bytes.toByteArray();
    }

    private static void file(TarArchiveOutputStream tar, String name, String content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length());
        tar.putArchiveEntry(entry);
        tar.write(content.getBytes(StandardCharsets.ISO_8859_1));
        tar.closeArchiveEntry();
    }

    private static void special(TarArchiveOutputStream tar, String name, byte type, String link)
            throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(link);
        tar.putArchiveEntry(entry);
        tar.closeArchiveEntry();
    }

    @Test
    void longNamesAsCommonsCompressReadsThem() throws IOException {
        Random random = new Random(SEED);
        for (int mode : List.of(TarArchiveOutputStream.LONGFILE_GNU, TarArchiveOutputStream.LONGFILE_POSIX)) {
            for (int i = 0; i < 40; i++) {
                byte[] archive = tar(tar -> {
                    tar.setLongFileMode(mode);
                    tar.setAddPaxHeadersForNonAsciiNames(random.nextBoolean());
                    for (int n = random.nextInt(4); n >= 0; n--) {
                        String name = n + "/" + "näme/".repeat(random.nextInt(60)) + random.nextInt();
                        file(tar, name, "x".repeat(random.nextInt(1500)));
                    }
                });
                Map<String, String> expected = new LinkedHashMap<>();
                readByOther(archive).forEach((name, content) -> expected.put(new String(
                        name.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1), content));
                assertEquals(expected, read(archive));
            }
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void recordedArchivesAsCommonsCompressReadsThem() throws IOException {
        for (String name : List.of("a09-podman-tar", "a12-crio")) {
            byte[] archive = CriuCases.archive(name).orElseThrow();
            assertEquals(readByOther(archive), read(archive));
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void everyCompressionGivesTheSame() throws IOException, CompressorException {
        byte[] plain = CriuCases.archive("a12-crio").orElseThrow();
        CriuCheckpoint expected = CriuCases.read(plain, findings);
        assertEquals(1, expected.processes().size());
        for (String kind : List.of(CompressorStreamFactory.GZIP, CompressorStreamFactory.XZ,
                CompressorStreamFactory.ZSTANDARD, CompressorStreamFactory.LZ4_FRAMED)) {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream out = new CompressorStreamFactory().createCompressorOutputStream(kind,
                    packed)) {
                out.write(plain);
            }
            assertTrue(packed.size() < plain.length, kind);
            assertEquals(expected, CriuCases.read(packed.toByteArray(), findings), kind);
        }
        assertEquals(List.of(), findings);
    }

    @Test
    void directoryGivesTheSameAsAnArchive(@TempDir Path directory) throws IOException {
        for (String name : List.of("a05-threads", "a12-crio")) {
            Map<String, byte[]> files = CriuCases.files(name);
            Path root = directory.resolve(name);
            for (Map.Entry<String, byte[]> file : files.entrySet()) {
                Path path = root.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.write(path, file.getValue());
            }
            CheckpointFiles opened = CheckpointFiles.open(root, ArchiveLimits.standard(), findings::add);
            CriuCheckpoint fromDirectory = CheckpointReader.read(opened, CriuLimits.standard(),
                    findings::add);
            CriuCheckpoint fromArchive = CriuCases.read(files, findings);
            assertEquals(creds(fromArchive), creds(fromDirectory));
            assertEquals(fromArchive.spec(), fromDirectory.spec());
        }
        assertEquals(List.of(), findings);
    }

    private static List<String> creds(CriuCheckpoint set) {
        return set.processes().stream().flatMap(process -> process.threads().stream())
                .map(thread -> thread.tid() + " " + thread.comm() + " " + thread.cred()).toList();
    }

    @Test
    void linksInADirectoryAreNotFollowed(@TempDir Path directory) throws IOException {
        Path outside = Files.writeString(directory.resolve("secret"), "secret");
        Path root = Files.createDirectory(directory.resolve("set"));
        Files.createSymbolicLink(root.resolve("core-1.img"), outside);
        Files.createSymbolicLink(root.resolve("parent"), Path.of("../set0"));
        Files.createSymbolicLink(root.resolve("checkpoint"), directory);
        CheckpointFiles files = CheckpointFiles.open(root, ArchiveLimits.standard(), findings::add);
        assertEquals(Optional.empty(), files.next());
        assertEquals(List.of(Rule.CKA002, Rule.CKA002), rules());
    }

    @Test
    void archiveFromAFile(@TempDir Path directory) throws IOException {
        Path archive = Files.write(directory.resolve("any.name"), CriuCases.archive("a11-podman-tarzst")
                .get());
        try (CheckpointFiles files = CheckpointFiles.open(archive, ArchiveLimits.standard(), findings::add)) {
            assertEquals(1, CheckpointReader.read(files, CriuLimits.standard(), findings::add).processes()
                    .size());
        }
        Path text = Files.writeString(directory.resolve("text.tar"), "no archive ".repeat(100));
        ImageException failed = assertThrows(ImageException.class,
                () -> CheckpointFiles.open(text, ArchiveLimits.standard(), findings::add));
        assertEquals(Rule.CKS001, failed.finding().rule());
    }

    @Test
    void unsafeNames() throws IOException {
        for (String name : List.of("/etc/passwd", "/" + "x".repeat(200), "a/../../b", "..", "a\0b")) {
            findings.clear();
            read(tar(tar -> file(tar, name, "x")));
            assertEquals(List.of(Rule.CKA001), rules(), name);
            findings.clear();
            read(Tars.of(Map.of(name + "y".repeat(150), new byte[3])));
            assertEquals(name.equals("..") ? List.of() : List.of(Rule.CKA001), rules(), name);
        }
        findings.clear();
        read(tar(tar -> {
            file(tar, "a/b", "1");
            file(tar, "./a//b", "2");
            file(tar, "a/./b", "3");
            special(tar, "d/", TarConstants.LF_DIR, "");
            special(tar, "./d/", TarConstants.LF_DIR, "");
        }));
        assertEquals(List.of(Rule.CKA001, Rule.CKA001), rules());
        findings.clear();
        byte[] shown = tar(tar -> file(tar, "/\u001b[2J\u202e", "x"));
        read(shown);
        assertEquals("/\\x1b[2J\\xe2\\x80\\xae", findings.get(0).got());
    }

    @Test
    void notRegularFiles() throws IOException {
        Map<String, String> content = read(tar(tar -> {
            special(tar, "checkpoint/core-1.img", TarConstants.LF_SYMLINK, "/etc/shadow");
            special(tar, "hard", TarConstants.LF_LINK, "checkpoint/core-1.img");
            special(tar, "null", TarConstants.LF_CHR, "");
            special(tar, "disk", TarConstants.LF_BLK, "");
            special(tar, "fifo", TarConstants.LF_FIFO, "");
            special(tar, "what", (byte) 'Q', "");
            special(tar, "checkpoint/parent", TarConstants.LF_SYMLINK, "../pre-checkpoint");
            special(tar, "x/parent", TarConstants.LF_SYMLINK, "/etc");
            special(tar, "y/parent", TarConstants.LF_SYMLINK, "../../etc");
            file(tar, "last", "content");
        }));
        assertEquals(Map.of("last", "content"), content);
        assertEquals(8, findings.size());
        assertTrue(findings.stream().allMatch(finding -> finding.rule() == Rule.CKA002));
    }

    /** A sparse file of 8 EiB costs as much as what is stored of it. */
    @Test
    void sparseFiles() throws IOException {
        byte[] archive = tar(tar -> {
            TarArchiveEntry entry = new TarArchiveEntry("checkpoint/core-1.img");
            entry.setSize(512);
            entry.addPaxHeader("GNU.sparse.major", "1");
            entry.addPaxHeader("GNU.sparse.minor", "0");
            entry.addPaxHeader("GNU.sparse.realsize", Long.toString(Long.MAX_VALUE));
            tar.putArchiveEntry(entry);
            tar.write(new byte[512]);
            tar.closeArchiveEntry();
            file(tar, "last", "content");
        });
        assertEquals(Map.of("last", "content"), read(archive));
        assertEquals(List.of(Rule.CKA002), rules());
    }

    private Rule failure(byte[] archive, ArchiveLimits limits) throws IOException {
        CheckpointFiles files = CheckpointFiles.open(new ByteArrayInputStream(archive), "set", limits,
                findings::add);
        return assertThrows(ImageException.class, () -> {
            while (files.next().isPresent()) { }
        }).finding().rule();
    }

    @Test
    void headersHaveALimit() throws IOException {
        ArchiveLimits few = new ArchiveLimits(GIB, 1000, GIB, 1000, 1000);
        byte[] longName = tar(tar -> file(tar, "x".repeat(2000), "x"));
        assertEquals(Rule.CKA003, failure(longName, few));
        assertEquals(2000, read(longName).keySet().iterator().next().length());
        byte[] pax = tar(tar -> {
            TarArchiveEntry entry = new TarArchiveEntry("name");
            entry.addPaxHeader("comment", "x".repeat(2000));
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        });
        assertEquals(Rule.CKA003, failure(pax, few));
        assertEquals(Map.of("name", ""), read(pax));
        byte[] many = tar(tar -> {
            for (int i = 0; i < 20; i++) {
                file(tar, "file" + i, "");
            }
        });
        assertEquals(Rule.CKA003, failure(many, few));
    }

    @Test
    void everyCutIsFound() throws IOException {
        byte[] whole = tar(tar -> {
            file(tar, "a", "x".repeat(700));
            file(tar, "long/" + "n".repeat(150), "y");
        });
        // the mark of the end is one block, the rest fills the last record
        int end = whole.length;
        while (whole[end - 1] == 0) {
            end--;
        }
        for (int cut = 0; cut <= end; cut++) {
            byte[] part = Arrays.copyOf(whole, cut);
            Rule rule = failure(part);
            assertTrue(rule == Rule.CKS002 || rule == Rule.CKS004 || cut < 512 && rule == Rule.CKS001,
                    cut + ": " + rule);
        }
        byte[] hidden = whole.clone();
        hidden[hidden.length - 1] = 1;
        assertEquals(Rule.CKS004, failure(hidden));
    }

    @Test
    void mutationsAreFindingsOrFiles() throws IOException {
        byte[] whole = tar(tar -> {
            file(tar, "a", "x".repeat(700));
            file(tar, "long/" + "n".repeat(150), "y");
            TarArchiveEntry entry = new TarArchiveEntry("p");
            entry.addPaxHeader("comment", "z".repeat(30));
            tar.putArchiveEntry(entry);
            tar.closeArchiveEntry();
        });
        Random random = new Random(SEED);
        int refused = 0;
        for (int i = 0; i < 5000; i++) {
            byte[] mutant = whole.clone();
            int block = random.nextInt(mutant.length / 512) * 512;
            mutant[block + random.nextInt(512)] = (byte) random.nextInt(256);
            fixChecksum(mutant, block);
            try {
                read(mutant);
            } catch (ImageException e) {
                refused++;
            }
        }
        assertTrue(refused > 200 && refused < 4800, refused + " of 5000");
    }

    private static void fixChecksum(byte[] archive, int block) {
        Arrays.fill(archive, block + 148, block + 156, (byte) ' ');
        int sum = 0;
        for (int i = 0; i < 512; i++) {
            sum += archive[block + i] & 0xff;
        }
        byte[] octal = String.format("%06o\0 ", sum).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(octal, 0, archive, block + 148, octal.length);
    }

    @Test
    void entryNames() {
        assertEquals("checkpoint", EntryName.of("./checkpoint//core-1.img").directory());
        assertEquals("core-1.img", EntryName.of("./checkpoint/./core-1.img").file());
        assertEquals(EntryName.of("a/b"), EntryName.of("./a//b/"));
        assertArrayEquals(new byte[] {'a', -1}, EntryName.of(new byte[] {'a', -1}).bytes());
        assertEquals("a\\xff", EntryName.of(new byte[] {'a', -1}).text());
        assertEquals("grün", EntryName.of("grün").text());
        assertTrue(EntryName.of("").danger().isPresent());
        assertTrue(EntryName.of("a..b/c").danger().isEmpty());
    }
}
