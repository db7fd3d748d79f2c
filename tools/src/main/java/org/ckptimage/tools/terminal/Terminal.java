// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.terminal;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Standard output (the answer) and standard error (talk), and how each may look. */
public final class Terminal {
    /** Set by the launcher to those of {@code out} and {@code err} that are terminals. */
    private static final String PROPERTY = "ckptimage.terminal";

    private final OutputFile file;
    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;
    private final String screens;

    /** What an output goes to. */
    enum Device { SCREEN, FILE }

    /**
     * @param out takes the answer
     * @param err takes the talk
     * @param environment variables that govern the looks
     * @param screens {@code out}, {@code err}, both or none: which are screens
     */
    public Terminal(OutputStream out, OutputStream err, Map<String, String> environment, String screens) {
        this.file = new OutputFile(out);
        this.out = writer(new BufferedOutputStream(file, 1 << 16));
        this.err = writer(new OutputFile(err));
        this.environment = environment;
        this.screens = screens;
    }

    /** The outputs of this process. */
    public static Terminal standard() {
        // from Java 22 on there is a console wherever the outputs go
        boolean screen = Runtime.version().feature() < 22 && System.console() != null;
        String fallback = screen ? "out,err" : "";
        return new Terminal(new FileOutputStream(FileDescriptor.out),
                new FileOutputStream(FileDescriptor.err), System.getenv(),
                System.getProperty(PROPERTY, fallback));
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), false);
    }

    /** Takes the answer. */
    public PrintWriter out() {
        return out;
    }

    /**
     * Takes an answer that is not text. As {@link #out} it never throws; {@link #closed} tells when to stop.
     */
    public OutputStream bytes() {
        out.flush();
        return file;
    }

    /** True if the answer goes to a screen. */
    public boolean onScreen() {
        return device("out") == Device.SCREEN;
    }

    /** Prints one line of talk. */
    public void say(String line) {
        out.flush();
        err.print(line);
        err.print('\n');
        err.flush();
    }

    /** Where lines of talk go that the caller words and ends. */
    public PrintWriter err() {
        return err;
    }

    /** Colour for the answer. */
    public Palette palette(Palette.Choice choice) {
        return Palette.of(choice, environment, device("out"));
    }

    /** Colour for talk. */
    public Palette talkPalette(Palette.Choice choice) {
        return Palette.of(choice, environment, device("err"));
    }

    /** True if somebody watches standard error. */
    public boolean watched() {
        return device("err") == Device.SCREEN;
    }

    /** True if the answer goes to a screen that can show lines of a tree. */
    public boolean treeLines() {
        for (String name : new String[] {"LC_ALL", "LC_CTYPE", "LANG"}) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                String locale = value.toUpperCase(Locale.ROOT);
                return onScreen() && (locale.contains("UTF-8") || locale.contains("UTF8"));
            }
        }
        return false;
    }

    private Device device(String stream) {
        return screens.contains(stream) ? Device.SCREEN : Device.FILE;
    }

    /** True once nobody takes the answer any more. */
    public boolean closed() {
        return file.failed();
    }

    /** Ends both outputs; tells why the answer could not be written, unless its reader just left. */
    public Optional<String> finish() {
        out.flush();
        err.flush();
        return file.trouble();
    }
}
