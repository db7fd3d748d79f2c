// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.present.Names;
import org.ckptimage.tools.terminal.Terminal;

/** One command line run in this process, on a fixed day, by a host that has no names for ids. */
public record CommandRun(int status, String out, String err) {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2030-01-01T00:00:00Z"), ZoneOffset.UTC);

    public static CommandRun of(String... args) {
        return with(new byte[0], Map.of(), "", args);
    }

    public static CommandRun reading(byte[] stdin, String... args) {
        return with(stdin, Map.of(), "", args);
    }

    public static CommandRun with(byte[] stdin, Map<String, String> environment, String screens,
            String... args) {
        return with(new ByteArrayInputStream(stdin), environment, screens, args);
    }

    public static CommandRun with(InputStream stdin, Map<String, String> environment, String screens,
            String... args) {
        return with(stdin, new ByteArrayOutputStream(), environment, screens, args);
    }

    /** A run whose output can be looked at while it goes on. */
    public static CommandRun streaming(InputStream stdin, ByteArrayOutputStream out, String... args) {
        return with(stdin, out, Map.of(), "", args);
    }

    private static CommandRun with(InputStream stdin, ByteArrayOutputStream out, Map<String,
            String> environment,
            String screens, String... args) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(out, err, environment, screens);
        ScanSettings settings = new ScanSettings(ReadLimits.standard(), CLOCK);
        int status = Main.run(new Session(stdin, terminal, settings, Names::none), args);
        return new CommandRun(status, out.toString(StandardCharsets.UTF_8),
                err.toString(StandardCharsets.UTF_8));
    }
}
