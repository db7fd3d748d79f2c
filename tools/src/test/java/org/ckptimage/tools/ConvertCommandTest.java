// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code convert} as its user sees it: files, names, exit codes. */
class ConvertCommandTest {
    private static final String IMAGE = "real/userns.ckpt";
    private static final String RC2 = "v19-rc2-x86_64-2009-12-06";

    @TempDir
    Path folder;
    private String image;

    @BeforeEach
    void image() throws IOException {
        image = TestImages.file(folder, IMAGE);
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private byte[] read(String name) throws IOException {
        return Files.readAllBytes(folder.resolve(name));
    }

    private static void quiet(CommandRun run) {
        assertEquals("", run.err());
        assertEquals("", run.out());
        assertEquals(0, run.status());
    }

    @ParameterizedTest
    @ValueSource(strings = {"x.json", "x.jsonl", "x.yaml", "x.yml", "x.json.gz", "x.jsonl.zst", "x.yaml.xz",
        "x.json.lz4", "x.ckpt.zst", "x.img.gz", "x"})
    void theNameOfTheOutputTellsItsForm(String name) throws IOException {
        quiet(CommandRun.of("convert", image, at(name)));
        quiet(CommandRun.of("convert", at(name), at("back.ckpt")));
        assertArrayEquals(TestImages.bytes(IMAGE), read("back.ckpt"));
        boolean text = name.contains("json") || name.contains("y");
        boolean packed = name.matches(".*\\.(gz|zst|xz|lz4)");
        assertEquals(text && !packed, new String(read(name), StandardCharsets.ISO_8859_1)
                .contains("ckpt-image/image/1"));
    }

    @Test
    void optionsWinOverTheName() throws IOException {
        quiet(CommandRun.of("convert", "--to=jsonl", "--compress=none", image, at("x.json.gz")));
        assertTrue(new String(read("x.json.gz"), StandardCharsets.UTF_8).startsWith("{\"schema\":"));
    }

    @Test
    void standardInputAndOutput() {
        CommandRun text = CommandRun.reading(TestImages.bytes(IMAGE), "convert", "-", "-");
        assertEquals(0, text.status(), text.err());
        assertTrue(text.out().startsWith("{\n  \"schema\": \"ckpt-image/image/1\""), text.out());
        CommandRun back = CommandRun.reading(text.out().getBytes(StandardCharsets.UTF_8), "convert",
                "--to=yaml",
                "-", "-");
        assertTrue(back.out().contains("schema: \"ckpt-image/image/1\""), back.out() + back.err());
    }

    @Test
    void binaryIsNotForAScreen() {
        CommandRun run = CommandRun.with(TestImages.bytes(IMAGE), Map.of(), "out", "convert", "--to=ckpt",
                "-", "-");
        assertEquals("", run.out());
        assertEquals(5, run.status());
        assertTrue(run.err().contains("terminal"), run.err());
        assertEquals(0, CommandRun.with(TestImages.bytes(IMAGE), Map.of(), "out", "convert", "-", "-")
                .status());
    }

    @Test
    void nothingIsReplacedUnasked() throws IOException {
        Files.writeString(folder.resolve("x.json"), "mine");
        CommandRun run = CommandRun.of("convert", image, at("x.json"));
        assertEquals(5, run.status());
        assertTrue(run.err().contains("--force"), run.err());
        assertEquals("mine", Files.readString(folder.resolve("x.json")));
        quiet(CommandRun.of("convert", "--force", image, at("x.json")));
        quiet(CommandRun.of("convert", "--force", at("x.json"), image));
        assertArrayEquals(TestImages.bytes(IMAGE), Files.readAllBytes(Path.of(image)));
    }

    @Test
    void aCutImageLeavesNothingBehind() throws IOException {
        byte[] bytes = TestImages.bytes(IMAGE);
        Files.write(folder.resolve("cut.ckpt"), Arrays.copyOf(bytes, bytes.length / 2));
        for (String name : new String[] {"x.json", "x.yaml"}) {
            CommandRun run = CommandRun.of("convert", at("cut.ckpt"), at(name));
            assertEquals(3, run.status());
            assertTrue(run.err().contains("error[CKS002]"), run.err());
            assertFalse(Files.exists(folder.resolve(name)));
        }
        assertEquals(2, Files.list(folder).count());
    }

    @Test
    void whatIsNoImageIsRefused() throws IOException {
        Files.writeString(folder.resolve("x"), "\1\2\3\4");
        assertEquals(3, CommandRun.of("convert", at("x"), at("y")).status());
        assertEquals(5, CommandRun.of("convert", at("missing"), at("y")).status());
        assertEquals(2, CommandRun.of("convert", image).status());
        assertEquals(2, CommandRun.of("convert", "--version=v22", image, at("y")).status());
        assertFalse(Files.exists(folder.resolve("y")));
    }

    @Test
    void anEditIsCheckedAndStrictRefusesAnInvalidOne() throws IOException {
        quiet(CommandRun.of("convert", image, at("x.json")));
        Path edited = folder.resolve("edited.json");
        Files.writeString(edited, Files.readString(folder.resolve("x.json"))
                .replace("\"groupinfo_ref\": 2", "\"groupinfo_ref\": 99"));
        for (String out : new String[] {at("strict.ckpt"), "-"}) {
            CommandRun strict = CommandRun.of("convert", "--strict", "--to=ckpt", edited.toString(), out);
            assertEquals(1, strict.status());
            assertEquals("", strict.out());
            assertTrue(strict.err().contains("error[CKR002]") && strict.err().contains("not written"),
                    strict.err());
        }
        assertFalse(Files.exists(folder.resolve("strict.ckpt")));
        CommandRun lenient = CommandRun.of("convert", edited.toString(), at("x.ckpt"));
        assertEquals(0, lenient.status());
        assertTrue(lenient.err().contains("written all the same"), lenient.err());
        assertEquals(1, CommandRun.of("validate", at("x.ckpt")).status());
    }

    @Test
    void pagesMayStayInTheImage() throws IOException {
        Files.createDirectory(folder.resolve("sub"));
        quiet(CommandRun.of("convert", "--pages=ref", image, at("sub/x.json")));
        assertTrue(Files.size(folder.resolve("sub/x.json")) < Files.size(Path.of(image)));
        quiet(CommandRun.of("convert", "--pages=ref", at("sub/x.json"), at("back.ckpt")));
        assertArrayEquals(TestImages.bytes(IMAGE), read("back.ckpt"));
        CommandRun unasked = CommandRun.of("convert", at("sub/x.json"), at("unasked.ckpt"));
        assertEquals(3, unasked.status());
        assertTrue(unasked.err().contains("--pages=ref"), unasked.err());
        quiet(CommandRun.of("convert", image, at("x.ckpt.gz")));
        assertEquals(2, CommandRun.of("convert", "--pages=ref", at("x.ckpt.gz"), at("y.json")).status());
        Files.delete(Path.of(image));
        CommandRun gone = CommandRun.of("convert", "--pages=ref", at("sub/x.json"), at("y.ckpt"));
        assertEquals(5, gone.status(), gone.err());
        assertFalse(Files.exists(folder.resolve("y.ckpt")));
    }

    @Test
    void equalObjectsAreMergedAndTheSavingIsTold() throws IOException {
        String twins = TestImages.file(folder, "samples/v03_ecred_differs.img");
        quiet(CommandRun.of("convert", twins, at("x.json")));
        String text = Files.readString(folder.resolve("x.json"));
        CommandRun run = CommandRun.of("convert", "--dedup", twins, at("merged.ckpt"));
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().matches("ckpt-image: merged \\d+ creds?, \\d+ groupinfos?, \\d+ users?; "
                + "\\d+ bytes? saved\n"), run.err());
        long saved = Long.parseLong(run.err().replaceAll(".*; (\\d+) bytes?.*\n", "$1"));
        assertEquals(Files.size(Path.of(twins)) - saved, read("merged.ckpt").length);
        assertTrue(text.contains("GROUPINFO"));
        assertEquals(0, CommandRun.of("validate", at("merged.ckpt")).status());
    }

    @Test
    void versionAndByteOrderChangeAndTheMeaningStays() throws IOException {
        String family = TestImages.file(folder, "good/v23-rc1-ppc64.ckpt");
        CommandRun old = CommandRun.of("convert", "--version=v18-2009-10", "--arch-order=le", family,
                at("old.ckpt"));
        assertEquals(0, old.status(), old.err());
        for (String line : old.err().lines().toList()) {
            assertTrue(line.matches(".*: (lost|invented): .*"), line);
        }
        CommandRun valid = CommandRun.of("validate", at("old.ckpt"));
        assertTrue(valid.out().contains("valid: 0 errors") && valid.out().contains("(v18-2009-10)"),
                valid.out());
        CommandRun diff = CommandRun.of("diff", family, at("old.ckpt"));
        assertEquals("", diff.out() + diff.err());
        assertEquals(0, diff.status());
    }

    @Test
    void lossesAreListedAndStrictRefusesThem() throws IOException {
        String labels = TestImages.file(folder, "good/lsm-labels.ckpt");
        CommandRun run = CommandRun.of("convert", "--version=" + RC2, labels, at("x.ckpt"));
        assertEquals(0, run.status(), run.err());
        assertTrue(run.err().contains(": lost: ") && run.err().contains("lost: FS:22 dropped"), run.err());
        for (String out : new String[] {at("y.ckpt"), "-"}) {
            CommandRun strict = CommandRun.of("convert", "--strict", "--to=ckpt", "--version=" + RC2, labels,
                    out);
            assertEquals(1, strict.status());
            assertEquals("", strict.out());
            assertTrue(strict.err().contains("lost or invented; not written"), strict.err());
        }
        assertFalse(Files.exists(folder.resolve("y.ckpt")));
    }

    @Test
    void whatTheTargetCannotSayIsRefused() throws IOException {
        String image64 = TestImages.file(folder, "good/one.ckpt");
        CommandRun run = CommandRun.of("convert", "--version=v18-2009-10", image64, at("x.ckpt"));
        assertEquals(4, run.status());
        assertTrue(run.err().contains("error[CKS018]") && run.err().contains(".arch_id"), run.err());
        assertFalse(Files.exists(folder.resolve("x.ckpt")));
    }

    @Test
    void aByteOrderThatTheMachineDoesNotHaveIsRefused() {
        CommandRun run = CommandRun.of("convert", "--arch-order=be", image, at("x.ckpt"));
        assertEquals(4, run.status(), run.err());
        assertTrue(run.err().contains("no kernel of x86_64 has this byte order"), run.err());
        assertFalse(Files.exists(folder.resolve("x.ckpt")));
        assertEquals(0, CommandRun.of("convert", "--arch-order=le", image, at("x.ckpt")).status());
    }

    @Test
    void pagesComeFromFilesThatHaveThem() throws IOException {
        quiet(CommandRun.of("convert", "--pages=ref", image, at("x.json")));
        String document = Files.readString(folder.resolve("x.json"));
        String name = Path.of(image).getFileName().toString();
        // a fifo would wait for a writer
        for (String other : new String[] {"/dev/zero", "."}) {
            refused(document.replace("\"file\": \"" + name + '"', "\"file\": \"" + other + '"'),
                    "pages come from regular files only");
        }
        String last = Long.toString(Files.size(Path.of(image)) - 1);
        for (String offset : new String[] {"9223372036854775807", last}) {
            refused(document.replaceFirst("\"offset\": \\d+", "\"offset\": \"" + offset + '"'),
                    "the file ends before the pages do");
        }
    }

    private void refused(String document, String message) throws IOException {
        Files.writeString(folder.resolve("y.json"), document);
        CommandRun run = CommandRun.of("convert", "--pages=ref", at("y.json"), at("y.ckpt"));
        assertEquals(3, run.status(), run.err());
        assertTrue(run.err().contains("error[CKS019] buffer .ref: " + message), run.err());
        assertFalse(Files.exists(folder.resolve("y.ckpt")));
    }

    @Test
    void whatIsMissingIsNamed() {
        assertTrue(CommandRun.of("convert", image).err().startsWith("ckpt-image: OUT is missing\n"));
        assertTrue(CommandRun.of("convert").err().startsWith("ckpt-image: IN and OUT are missing\n"));
    }

    @Test
    void thereAndBackIsTheSameImage() throws IOException {
        String sample = TestImages.file(folder, "samples/v01_single_task.img");
        assertEquals(0, CommandRun.of("convert", "--version=v21-2010-04-25", sample, at("old.ckpt"))
                .status());
        assertEquals(0, CommandRun.of("convert", "--version=v23-rc2", at("old.ckpt"), at("back.ckpt"))
                .status());
        assertEquals(0, CommandRun.of("diff", sample, at("back.ckpt")).status());
    }

    @Test
    void theSchemaCanBePrinted() {
        CommandRun run = CommandRun.of("convert", "--schema");
        assertEquals(0, run.status());
        assertEquals("A checkpoint image as text", TestImages.json(run.out()).get("title").asText());
    }
}
