// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ckptimage.codec.archive.ArchiveLimits;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.criu.ImageName;
import org.ckptimage.tools.CommandRun;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code convert} between one CRIU image and the JSON of crit. */
class CritCommandTest {
    private static final Path CORE = CriuPaths.ROOT.resolve("a05-threads");

    @TempDir
    Path folder;

    static List<Path> cases() {
        return CriuPaths.cases();
    }

    private String at(String name) {
        return folder.resolve(name).toString();
    }

    private static void quiet(CommandRun run) {
        assertEquals("", run.err());
        assertEquals(0, run.status());
    }

    private static Map<String, byte[]> images(Path set) throws IOException {
        Map<String, byte[]> images = new TreeMap<>();
        try (CheckpointFiles files = CheckpointFiles.open(set, ArchiveLimits.standard(), finding -> { })) {
            for (Optional<CheckpointEntry> next = files.next(); next.isPresent(); next = files.next()) {
                Optional<ImageName> name = ImageName.of(next.get().name().file());
                if (name.isPresent() && !name.get().raw()) {
                    images.put(next.get().name().file(), next.get().content().readAllBytes());
                }
            }
        }
        return images;
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyImageAndBack(Path set) throws IOException {
        Map<String, byte[]> images = images(set);
        assertTrue(images.size() >= 12, "" + images.size());
        for (Map.Entry<String, byte[]> image : images.entrySet()) {
            CommandRun text = CommandRun.reading(image.getValue(), "convert", "-", at("x.json"), "--force");
            quiet(text);
            quiet(CommandRun.of("convert", at("x.json"), at("x.img"), "--force"));
            assertArrayEquals(image.getValue(), Files.readAllBytes(folder.resolve("x.img")), image.getKey());
        }
    }

    private Path core() throws IOException {
        try (var files = Files.list(CORE)) {
            return files.filter(file -> file.getFileName().toString().startsWith("core-")).sorted()
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Test
    void theAnswerIsWhatCritPrints() throws IOException {
        CommandRun run = CommandRun.of("convert", core().toString(), "-");
        quiet(run);
        assertTrue(run.out().startsWith("{\"magic\": \"CORE\", \"entries\": [{\"mtype\": \"X86_64\", "),
                run.out());
        assertTrue(run.out().endsWith("}]}\n"));
        // without a name to go by, and packed
        quiet(CommandRun.of("convert", core().toString(), at("plain")));
        assertEquals(run.out(), Files.readString(folder.resolve("plain")));
        quiet(CommandRun.of("convert", core().toString(), at("x.json.zst")));
        quiet(CommandRun.of("convert", at("x.json.zst"), at("y.img.gz")));
        quiet(CommandRun.of("convert", at("y.img.gz"), "--to=json", at("z")));
        assertEquals(run.out(), Files.readString(folder.resolve("z")));
    }

    @Test
    void editedJsonMakesAnotherImage() throws IOException {
        String text = CommandRun.of("convert", core().toString(), "-").out();
        String edited = text.replaceFirst("\"uid\": \\d+", "\"uid\": \"0x4d2\"");
        Files.writeString(folder.resolve("x.json"), edited);
        quiet(CommandRun.of("convert", at("x.json"), at("x.img")));
        assertEquals(text.replaceFirst("\"uid\": \\d+", "\"uid\": 1234"),
                CommandRun.of("convert", at("x.img"), "-").out());
    }

    @Test
    void errorsInEditedJsonHaveTheirPlace() throws IOException {
        String text = CommandRun.of("convert", core().toString(), "-").out();
        String edited = text.replaceFirst("\"uid\": \\d+", "\"uid\": \"root\"");
        CommandRun run = CommandRun.reading(edited.getBytes(StandardCharsets.UTF_8), "convert", "-",
                at("x.img"));
        assertEquals(3, run.status());
        assertTrue(run.err().contains("error[CKS019] core .entries.0.thread_core.creds.uid: not the JSON "
                + "that was expected: text where a number should be"), run.err());
        assertTrue(run.err().matches("(?s)-:0x[0-9a-f]{3,}: .*nothing was written.*"), run.err());
        assertTrue(Files.notExists(folder.resolve("x.img")));
    }

    @Test
    void imagesWithoutARequiredFieldAreTold() throws IOException {
        byte[] text = CommandRun.of("convert", core().toString(), "-").out()
                .replaceFirst("\"uid\": \\d+, ", "").getBytes(StandardCharsets.UTF_8);
        CommandRun strict = CommandRun.reading(text, "convert", "--strict", "-", at("x.img"));
        assertEquals(1, strict.status());
        assertTrue(strict.err().contains("error[CKS020] core .thread_core.creds.uid"), strict.err());
        assertTrue(Files.notExists(folder.resolve("x.img")));
        CommandRun told = CommandRun.reading(text, "convert", "-", at("x.img"));
        assertEquals(0, told.status());
        assertTrue(told.err().contains("written all the same"), told.err());
    }

    @Test
    void cutImagesAreFindings() throws IOException {
        byte[] image = Files.readAllBytes(core());
        for (int length = 8; length < image.length; length += 97) {
            CommandRun run = CommandRun.reading(Arrays.copyOf(image, length), "convert", "-", "--to=json",
                    at("x.json"));
            // two magic numbers are a whole image
            assertEquals(length == 8 ? 0 : 3, run.status(), length + run.err());
            Files.deleteIfExists(folder.resolve("x.json"));
        }
    }

    @Test
    void rawFilesAreRefusedInWords() throws IOException {
        Path pages = folder.resolve("pages-1.img");
        ByteArrayOutputStream memory = new ByteArrayOutputStream();
        memory.write(new byte[] {0x7f, 'E', 'L', 'F'});
        memory.write(new byte[4092]);
        Files.write(pages, memory.toByteArray());
        CommandRun run = CommandRun.of("convert", pages.toString(), at("x.json"));
        assertEquals(3, run.status());
        assertTrue(run.err().contains("error[CKS001]"), run.err());
        assertTrue(run.err().contains("a raw file of a CRIU set"), run.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version=v23-rc2", "--arch-order=be", "--dedup", "--pages=ref", "--to=yaml",
        "--to=ckpt"})
    void otherOptionsDoNotGoWithIt(String option) throws IOException {
        CommandRun run = CommandRun.of("convert", option, core().toString(), at("x.json"));
        assertEquals(2, run.status(), run.err());
        assertEquals(1, run.err().lines().count(), run.err());
        assertTrue(run.err().contains(": is one CRIU image, "), run.err());
    }

    @Test
    void namesThatSaySomethingElse() throws IOException {
        assertEquals(2, CommandRun.of("convert", core().toString(), at("x.img")).status());
        quiet(CommandRun.of("convert", core().toString(), at("x.json")));
        CommandRun run = CommandRun.of("convert", at("x.json"), at("y.json"));
        assertEquals(2, run.status());
        assertTrue(run.err().contains("is the JSON of one CRIU image, which becomes an image"), run.err());
    }
}
