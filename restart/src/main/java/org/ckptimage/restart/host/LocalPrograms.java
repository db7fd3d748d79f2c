// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.restart.run.RestartBinary;

/** Programs of this machine, which get two seconds each. */
final class LocalPrograms implements HostPrograms {
    private static final Map<String, String> ARCHITECTURES = Map.of("amd64", "x86_64", "i386", "i686");
    private static final Pattern VERSION = Pattern.compile("Version:\\s*(\\d{1,4}(\\.\\d{1,4}){0,3})");
    private static final Pattern SECUREBITS = Pattern.compile("securebits ([0-9a-f]{1,8})");
    private static final int SECONDS = 2;
    private static final int MOST_BYTES = 4096;
    private static final int HEX = 16;

    @Override
    public String architecture() {
        String arch = System.getProperty("os.arch");
        return ARCHITECTURES.getOrDefault(arch, arch);
    }

    @Override
    public String criuVersion() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        for (String folder : path.split(":")) {
            Path program = Path.of(folder, "criu");
            if (folder.startsWith("/") && Files.isRegularFile(program) && Files.isExecutable(program)) {
                Matcher version = VERSION.matcher(output(new ProcessBuilder(program.toString(),
                        "--version")));
                return version.find() ? version.group(1) : "";
            }
        }
        return "";
    }

    @Override
    public OptionalLong securebits() {
        try (RestartBinary binary = RestartBinary.extract("ckpt-capture")) {
            ProcessBuilder builder = new ProcessBuilder(binary.file().toString(), "--securebits");
            builder.environment().clear();
            Matcher bits = SECUREBITS.matcher(output(builder));
            return bits.find() ? OptionalLong.of(Long.parseLong(bits.group(1), HEX))
                    : OptionalLong.empty();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    /** What it says within its time, by way of a file, for a pipe would be read without a limit. */
    private static String output(ProcessBuilder builder) {
        File file = null;
        try {
            file = File.createTempFile("ckpt-image-", ".out");
            Process process = builder.redirectErrorStream(true).redirectOutput(file).start();
            process.getOutputStream().close();
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                return "";
            }
            try (InputStream in = Files.newInputStream(file.toPath())) {
                return new String(in.readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
            }
        } catch (IOException e) {
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "";
        } finally {
            if (file != null) {
                file.delete();
            }
        }
    }
}
