// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Writes the profile of the machine that this runs on. */
final class ProfileCommandTest {
    @TempDir
    private Path directory;

    @Test
    void tellsWhatProcTells() throws IOException {
        CommandRun run = CommandRun.of("profile");
        assertEquals(0, run.status(), run.err());
        JsonNode profile = TestImages.json(run.out());
        assertEquals("ckpt-image/profile/1", profile.get("schema").asText());
        assertEquals(Files.readString(Path.of("/proc/sys/kernel/osrelease")).strip(),
                profile.get("kernel").get("release").asText());
        String status = Files.readString(Path.of("/proc/self/status"));
        assertTrue(status.contains("CapBnd:\t" + profile.get("caller").get("cap_bounding").asText()
                .substring(2)), status);
        assertTrue(status.contains("Uid:\t" + profile.get("caller").get("uid").asLong() + "\t"), status);
    }

    @Test
    void restartTakesIt() throws IOException {
        Path file = directory.resolve("host.json");
        assertEquals(new CommandRun(0, "", ""), CommandRun.of("profile", "-o", file.toString()));
        CommandRun again = CommandRun.of("profile", "-o", file.toString());
        assertEquals(5, again.status());
        assertTrue(again.err().contains("--force replaces it"), again.err());
        assertEquals(0, CommandRun.of("profile", "--force", "-o", file.toString()).status());
        String image = TestImages.file(directory, "real/root.ckpt");
        CommandRun as = CommandRun.of("restart", "--dry-run", "--as", file.toString(), image);
        assertEquals(CommandRun.of("restart", "--dry-run", image), as);
    }
}
