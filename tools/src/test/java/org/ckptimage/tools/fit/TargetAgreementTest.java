// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The verdict of {@code validate --target} is that of {@code restart --dry-run}, for every test image. */
final class TargetAgreementTest {
    private static final String ROOT = "{\"uid\":0,\"gid\":0,\"cap_permitted\":\"all\"}";
    private static final String USER = "{\"uid\":1000,\"gid\":1000,\"groups\":[4,24],"
            + "\"cap_permitted\":[\"cap_setuid\",\"cap_setgid\",\"cap_setpcap\"]}";
    private static final String INSIDE = "{\"caller\":{\"uid\":0,\"gid\":0,\"cap_permitted\":\"all\"},"
            + "\"user_ns\":{\"uid_map\":[{\"first\":0,\"lower_first\":7,\"count\":65536}],\"gid_map\":"
            + "[{\"first\":0,\"lower_first\":7,\"count\":65536}]},\"machine\":{\"architecture\":\"x86_64\"}}";

    @TempDir
    private Path directory;

    private static CommandRun run(List<String> words, String image) {
        return CommandRun.of(Stream.concat(words.stream(), Stream.of(image)).toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"root, --any-arch", "root, --userns-map=used", "root, --pids=keep", "user, --caps=narrow",
        "inside, --pids=any"})
    void isTheSameForEveryImage(String who, String option) throws IOException {
        String text = who.equals("root") ? ROOT : who.equals("user") ? USER : INSIDE;
        String profile = Files.writeString(directory.resolve("host.json"), text).toString();
        List<String> different = new ArrayList<>();
        int[] verdicts = new int[2];
        for (String name : Stream.of("good", "real", "samples").flatMap(f -> TestImages.in(f).stream())
                .toList()) {
            String image = TestImages.file(directory, name);
            CommandRun judged = run(List.of("validate", "--target", profile, option), image);
            CommandRun planned = run(List.of("restart", "--dry-run", "--as", profile, option), image);
            if (judged.status() != planned.status()) {
                different.add(name + ": " + judged.out() + planned.out() + planned.err());
            }
            verdicts[Math.min(1, judged.status())]++;
        }
        assertEquals(List.of(), different);
        assertTrue(verdicts[0] > 0 && verdicts[1] > 0, verdicts[0] + " and " + verdicts[1]);
    }

    /** A set of CRIU images is planned as a stream of records is. */
    @ParameterizedTest
    @ValueSource(strings = {ROOT, USER, INSIDE})
    void isTheSameForSetsOfCriu(String profile) throws IOException {
        String host = Files.writeString(directory.resolve("host.json"), profile).toString();
        try (Stream<Path> sets = Files.list(Path.of("..", "test-images", "criu"))) {
            List<Path> images = sets.filter(path -> path.getFileName().toString().matches("a.*(?<!json)"))
                    .toList();
            for (Path set : images) {
                assertEquals(run(List.of("restart", "--dry-run", "--as", host), set.toString()).status(),
                        run(List.of("validate", "--target", host), set.toString()).status(), set.toString());
            }
        }
    }

    @Test
    void aPartOfAnImageHasNoTarget() throws IOException {
        String image = TestImages.file(directory, "real/root.ckpt");
        CommandRun run = run(List.of("validate", "--target", "here", "--select", "euid == 0"), image);
        assertEquals(2, run.status());
        assertTrue(run.err().contains("a restart takes all tasks or none"), run.err());
    }

    /** Here everything is read anew by each of them. */
    @Test
    void isTheSameHere() throws IOException {
        for (String name : TestImages.in("real")) {
            String image = TestImages.file(directory, name);
            assertEquals(run(List.of("restart", "--dry-run"), image).status(),
                    run(List.of("validate", "--target", "here"), image).status(), name);
        }
    }

    @Test
    void optionsOfPlansNeedATarget() throws IOException {
        String image = TestImages.file(directory, "real/root.ckpt");
        assertEquals(2, run(List.of("validate", "--pids=keep"), image).status());
        assertEquals(2, run(List.of("validate", "--target", "here", "--userns-map=x"), image).status());
        CommandRun none = run(List.of("validate", "--target", directory.resolve("no").toString()), image);
        assertEquals(5, none.status());
        assertTrue(none.err().contains("no such file"), none.err());
    }
}
