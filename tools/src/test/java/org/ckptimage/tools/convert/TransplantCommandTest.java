// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.codec.io.Decompression;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.tools.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code convert --into} on real dumps of CRIU. */
class TransplantCommandTest {
    private static final Path DIRECTORY = CriuPaths.ROOT.resolve("a05-threads");
    private static final Path ARCHIVE = CriuPaths.ROOT.resolve("a12-crio.tar");
    /** uid 1234 in groups 5 and 6, with one capability. */
    private static final UnaryOperator<CredPlan> OTHER = cred -> new CredPlan(IdsPlan.all(1234),
            IdsPlan.all(7),
            new GroupsPlan(5, 6), new UserPlan(1234, cred.user().namespace()),
            new CapsPlan(0, 1 << 10, 1 << 10, 1 << 10, 0), null, new CredPlan.Recent(1, 0));

    @TempDir
    Path folder;

    static List<Path> cases() {
        return CriuPaths.cases();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private CommandRun into(Object in, Object carrier, String... rest) {
        Stream<String> first = Stream.of("convert", in.toString(), "--into", carrier.toString());
        return CommandRun.of(Stream.concat(first, Stream.of(rest)).toArray(String[]::new));
    }

    private Path nativeImage(Path set, UnaryOperator<CredPlan> change) throws IOException {
        return Files.write(folder.resolve("in.ckpt"), NativeImages.of(set, change));
    }

    private static byte[] plain(Path archive) throws IOException {
        return Decompression.of(new ByteArrayInputStream(Files.readAllBytes(archive)), "tar").readAllBytes();
    }

    private void assertSame(Path carrier, Path out) throws IOException {
        if (Files.isDirectory(carrier)) {
            Map<String, byte[]> files = CriuPaths.files(carrier);
            Map<String, byte[]> copied = CriuPaths.files(out);
            assertEquals(files.keySet(), copied.keySet());
            files.forEach((name, bytes) -> assertArrayEquals(bytes, copied.get(name), name));
        } else {
            assertArrayEquals(plain(carrier), plain(out));
        }
    }

    /** Nothing but the trap of empty groups is told of a set and itself. */
    private static void assertQuiet(CommandRun run) {
        assertEquals(0, run.status(), run.err());
        assertEquals("", run.out());
        run.err().lines().forEach(line -> assertTrue(line.contains(": no groups, and a restore"), line));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itsOwnCredsGiveTheSameBytes(Path set) throws IOException {
        Path out = folder.resolve("out" + set.getFileName().toString().replaceFirst("^[^.]*", ""));
        assertQuiet(into(set, set, "-o", out.toString()));
        assertSame(set, out);
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theSameCredsFromAStreamGiveTheSameBytes(Path set) throws IOException {
        Path in = nativeImage(set, UnaryOperator.identity());
        CommandRun judged = CommandRun.of("validate", in.toString());
        assertTrue(judged.out().contains(": valid"), judged.out());
        assertQuiet(into(in, set, at("out")));
        assertSame(set, folder.resolve("out"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void otherCredsArriveInEveryThread(Path set) throws IOException {
        CommandRun run = into(nativeImage(set, OTHER), set, "--strict", "-o", at("out"));
        assertEquals("", run.err());
        assertEquals(0, run.status());
        Image result = NativeImages.model(folder.resolve("out"));
        assertEquals(NativeImages.model(set).tasks().size(), result.tasks().size());
        assertEquals(1, result.creds().size());
        Cred cred = result.creds().get(0);
        assertEquals(new Cred.Ids(1234, 1234, 1234, 1234), cred.users());
        assertEquals(new Cred.Ids(7, 7, 7, 7), cred.groups());
        assertEquals(new Cred.Caps(0, 1 << 10, 1 << 10, 1 << 10, 0), cred.caps());
        assertEquals(1, cred.noNewPrivs().orElseThrow());
        assertEquals(0, cred.ambient());
        assertEquals("[5, 6]", result.groupinfos().get(0).groups().toString());
        if (Files.isDirectory(set)) {
            Map<String, byte[]> copied = CriuPaths.files(folder.resolve("out"));
            CriuPaths.files(set).forEach((name, bytes) -> {
                if (!name.startsWith("core-")) {
                    assertArrayEquals(bytes, copied.get(name), name);
                }
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"gz", "zst", "xz", "lz4"})
    void compressedCarriersStayCompressed(String label) throws IOException {
        Path carrier = folder.resolve("carrier");
        try (OutputStream out = Compression.ofLabel(label).orElseThrow().to(Files.newOutputStream(carrier))) {
            Files.copy(ARCHIVE, out);
        }
        assertQuiet(into(ARCHIVE, carrier, at("same")));
        assertEquals(Optional.of(label), packing("same"));
        assertArrayEquals(plain(ARCHIVE), plain(folder.resolve("same")));
        // what the name or an option says, wins
        assertQuiet(into(ARCHIVE, carrier, at("x.tar")));
        assertArrayEquals(Files.readAllBytes(ARCHIVE), Files.readAllBytes(folder.resolve("x.tar")));
        assertQuiet(into(ARCHIVE, ARCHIVE, at("y.tar." + label)));
        assertEquals(Optional.of(label), packing("y.tar." + label));
        assertQuiet(into(ARCHIVE, carrier, "--compress=none", at("z.tar." + label)));
        assertEquals(Optional.empty(), packing("z.tar." + label));
    }

    private Optional<String> packing(String name) throws IOException {
        return Compression.of(Files.newInputStream(folder.resolve(name))).map(Compression::label);
    }

    @Test
    void aCarrierFromStandardInput() throws IOException {
        byte[] archive = Files.readAllBytes(ARCHIVE);
        assertQuiet(CommandRun.reading(archive, "convert", ARCHIVE.toString(), "--into", "-", "-o",
                at("out")));
        assertArrayEquals(archive, Files.readAllBytes(folder.resolve("out")));
    }

    @Test
    void lossesAreToldAndStrictRefuses() throws IOException {
        Path in = folder.resolve("in.ckpt");
        Files.write(in, NativeImages.of(DIRECTORY, cred -> new CredPlan(cred.uids(), cred.gids(),
                cred.groups(),
                cred.user(), cred.caps(), null, null)));
        CommandRun told = into(in, DIRECTORY, at("out"));
        assertEquals(0, told.status());
        assertTrue(told.err().contains("/core-"), told.err());
        assertTrue(told.err().contains(": invented: CORE .no_new_privs "), told.err());
        assertTrue(told.err().contains(": the image does not say, kept from the carrier\n"), told.err());
        assertSame(DIRECTORY, folder.resolve("out"));
        CommandRun refused = into(in, DIRECTORY, "--strict", at("strict"));
        assertEquals(1, refused.status());
        assertTrue(refused.err().endsWith(" things lost or invented; not written\n"), refused.err());
        assertFalse(Files.exists(folder.resolve("strict")));
    }

    @Test
    void foreignTasksAreTold() {
        CommandRun run = into(CriuPaths.ROOT.resolve("a06-tree-zombie"), DIRECTORY, at("out"));
        assertTrue(run.err().contains("the carrier has no such task"), run.err());
        assertTrue(run.err().contains("the image has no such task, kept from the carrier"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cka001-dotdot.tar", "cks013-cut.tar", "cks013-size-negative.tar",
            "cks014-no-mm.tar",
        "cks020-no-euid.tar"})
    void badCarriersAreRefused(String name) throws IOException {
        Path in = CriuPaths.ROOT.resolve("a01-root-simple");
        CommandRun run = into(in, CriuPaths.ROOT.resolve("bad/" + name), at("out"));
        assertEquals(3, run.status(), run.err());
        assertTrue(run.err().contains("error[" + name.substring(0, 6).toUpperCase(Locale.ROOT) + "]"),
                run.err());
        assertTrue(run.err().contains("nothing was written"), run.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void badCredsAreRefused() {
        Path bad = CriuPaths.ROOT.resolve("bad/ckv001-no-id.tar");
        CommandRun run = into(bad, bad, at("out"));
        assertEquals(3, run.status());
        assertTrue(run.err().contains("error[CKV001]"), run.err());
        // as a carrier it may be mended
        assertEquals(0, into(CriuPaths.ROOT.resolve("bad/cks016-unknown-field.tar"), bad, at("out"))
                .status());
        assertTrue(CommandRun.of("validate", at("out")).out().contains(": valid"));
    }

    @Test
    void cutCarriersAreRefused() throws IOException {
        byte[] archive = Files.readAllBytes(ARCHIVE);
        Path cut = folder.resolve("cut.tar");
        for (int length = 0; length < archive.length - 10240; length += archive.length / 40 + 1) {
            Files.write(cut, Arrays.copyOf(archive, length));
            CommandRun run = into(ARCHIVE, cut, at("out"));
            assertEquals(3, run.status(), length + ": " + run.err());
            assertFalse(Files.exists(folder.resolve("out")));
        }
    }

    @Test
    void bombsStopAtTheirBudget() throws IOException {
        Path bomb = folder.resolve("bomb.tar.zst");
        try (OutputStream out = Compression.ZST.to(Files.newOutputStream(bomb))) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 200; i++) {
                out.write(zeros);
            }
        }
        CommandRun run = into(DIRECTORY, bomb, at("out"));
        assertEquals(3, run.status());
        assertTrue(run.err().contains("error[CKA003]"), run.err());
        assertFalse(Files.exists(folder.resolve("out")));
    }

    @Test
    void directoriesAreReplacedOnlyWhenTold() throws IOException {
        Path out = folder.resolve("out");
        Files.createDirectory(out);
        assertEquals(5, into(DIRECTORY, DIRECTORY, out.toString()).status());
        assertQuiet(into(DIRECTORY, DIRECTORY, "--force", out.toString()));
        Path other = nativeImage(DIRECTORY, OTHER);
        CommandRun refused = into(other, DIRECTORY, out.toString());
        assertTrue(refused.err().contains("directory exists; --force replaces it"), refused.err());
        assertSame(DIRECTORY, out);
        assertQuiet(into(other, out, "--force", out.toString()));
        assertEquals(1, NativeImages.model(out).creds().size());
        Path home = Files.createDirectory(folder.resolve("home"));
        Files.writeString(home.resolve("letter"), "dear");
        CommandRun guarded = into(DIRECTORY, DIRECTORY, "--force", home.toString());
        assertEquals(5, guarded.status());
        assertTrue(guarded.err().contains("it is not replaced"), guarded.err());
        assertEquals(5, into(DIRECTORY, DIRECTORY, "--force", other.toString()).status());
        assertEquals(5, into(DIRECTORY, DIRECTORY, at("none/out")).status());
        try (Stream<Path> left = Files.list(folder)) {
            assertEquals(List.of("home", "in.ckpt", "out"),
                    left.map(path -> path.getFileName().toString()).sorted().toList());
        }
    }

    @Test
    void wholeContainersAsDirectories() throws IOException {
        Path set = Files.createDirectory(folder.resolve("set"));
        Path images = Files.createDirectory(set.resolve("checkpoint"));
        for (Map.Entry<String, byte[]> file : CriuPaths.files(DIRECTORY).entrySet()) {
            Files.write(images.resolve(file.getKey()), file.getValue());
        }
        Files.createDirectories(set.resolve("artifacts/deep"));
        Files.writeString(set.resolve("artifacts/deep/x"), "x");
        Files.createSymbolicLink(images.resolve("parent"), Path.of("../before"));
        Files.setPosixFilePermissions(set.resolve("artifacts"), PosixFilePermissions.fromString("r-xr-x--x"));
        CommandRun run = into(nativeImage(DIRECTORY, OTHER), set, "-o", at("out"));
        assertQuiet(run);
        Path out = folder.resolve("out");
        assertEquals(CriuPaths.files(set).keySet(), CriuPaths.files(out).keySet());
        assertEquals(Path.of("../before"), Files.readSymbolicLink(out.resolve("checkpoint/parent")));
        assertEquals("r-xr-x--x", PosixFilePermissions.toString(
                Files.getPosixFilePermissions(out.resolve("artifacts"))));
        assertEquals(1, NativeImages.model(out).creds().size());
        assertEquals(2, into(DIRECTORY, set, set.resolve("inside").toString()).status());
        Files.setPosixFilePermissions(set.resolve("artifacts"), PosixFilePermissions.fromString("rwxr-xr-x"));
        Files.setPosixFilePermissions(out.resolve("artifacts"), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    @Test
    void linesOfUsage() {
        for (String option : List.of("--to=json", "--version=v21", "--arch-order=be", "--dedup",
                "--pages=ref")) {
            CommandRun run = into(DIRECTORY, DIRECTORY, option, at("out"));
            assertEquals(2, run.status(), option);
            assertTrue(run.err().startsWith("ckpt-image: " + option.replaceFirst("=.*", "")
                    + " does not go with --into\n"), run.err());
        }
        assertEquals(2, into("-", "-", at("out")).status());
        assertEquals(2, into(DIRECTORY, DIRECTORY).status());
        assertEquals(2, into(DIRECTORY, DIRECTORY, "-").status());
        assertEquals(2, into(DIRECTORY, DIRECTORY, at("a"), "-o", at("b")).status());
        assertEquals(5, into(DIRECTORY, at("nowhere"), at("out")).status());
        assertEquals(5, into(at("nowhere"), DIRECTORY, at("out")).status());
        assertEquals(3, into(DIRECTORY, CriuPaths.ROOT.resolve("target.c"), at("out")).status());
    }
}
