// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar and the launcher, where they are built. */
final class LauncherTest {
    private static final Path JAR = Path.of("target", "ckpt-image.jar");
    private static final Path LAUNCHER = Path.of("..", "ckpt-image");

    @TempDir
    private Path directory;

    @Test
    void jarRuns() throws IOException, InterruptedException {
        assumeJar();
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        run(List.of(java, "-Xmx64m", "-jar", JAR.toAbsolutePath().toString()));
    }

    /** Where there was a compiler, the jar has the program that restart needs. */
    @Test
    void jarHoldsTheProgramOfRestart() throws IOException {
        assumeJar();
        String name = "native/linux-" + (System.getProperty("os.arch").equals("amd64") ? "x86_64"
                : System.getProperty("os.arch")) + "/ckpt-restart";
        assumeTrue(getClass().getResource("/" + name) != null, "SKIPPED: no C compiler at build time");
        try (JarFile jar = new JarFile(JAR.toFile())) {
            assertNotNull(jar.getEntry(name));
        }
    }

    @Test
    void launcherRunsFromAnywhereAndThroughLinks() throws IOException, InterruptedException {
        assumeJar();
        assumeTrue(Files.isExecutable(LAUNCHER), "SKIPPED: no launcher in this checkout");
        Path link = Files.createSymbolicLink(directory.resolve("tool"), LAUNCHER.toRealPath());
        Path second = Files.createSymbolicLink(directory.resolve("again"), Path.of(link.getFileName()
                .toString()));
        try {
            run(List.of("./" + second.getFileName()));
        } finally {
            Files.delete(second);
            Files.delete(link);
        }
    }

    private static void assumeJar() {
        if (!Files.exists(JAR)) {
            System.err.println("SKIPPED: smoke test of " + JAR + ", which is not packaged yet");
        }
        assumeTrue(Files.exists(JAR), "SKIPPED: the jar is not packaged yet");
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        Files.write(directory.resolve("quiet.ckpt"), TestImages.bytes("good/quiet.ckpt"));
        List<String> all = new java.util.ArrayList<>(command);
        all.addAll(List.of("validate", "quiet.ckpt"));
        ProcessBuilder builder = new ProcessBuilder(all).directory(directory.toFile());
        builder.environment().put("CKPT_IMAGE_HEAP", "64m");
        builder.environment().put("CKPT_IMAGE_CDS", "off");
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals("quiet.ckpt: valid: 0 errors, 0 warnings in 63 records (v21-2010-04-25)\n", out);
        assertEquals(0, process.waitFor());
    }
}
