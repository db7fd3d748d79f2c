// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Restarted;
import org.junit.jupiter.api.Test;

/** A16: SIGKILL of the JVM ends all tasks that it has not released. */
@NeedsRoot
final class KilledJvmTest {
    @Test
    void nothingOutlivesTheJvm() throws IOException, InterruptedException {
        Process jvm = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp", System.getProperty("java.class.path"), HoldingMain.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (BufferedReader said = new BufferedReader(new InputStreamReader(jvm.getInputStream(),
                StandardCharsets.UTF_8))) {
            Path program = Path.of(said.readLine());
            assertFalse(Restarted.running(program).isEmpty());
            jvm.destroyForcibly().waitFor();
            Restarted.assertNothingLeft(program);
            Files.delete(program);
            Files.delete(program.getParent());
            assertTrue(Files.notExists(program.getParent()));
        } finally {
            jvm.destroyForcibly();
        }
    }
}
