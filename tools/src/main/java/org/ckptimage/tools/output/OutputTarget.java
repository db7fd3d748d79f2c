// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.output;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.UnaryOperator;
import org.ckptimage.tools.output.Place.Kind;
import org.ckptimage.tools.terminal.Terminal;

/**
 * Where a result goes: a file, which appears as a whole or not at all, a device or fifo, which is written to,
 * or {@code -} for standard output.
 *
 * <p>A new file can be read by its owner only; one that is replaced passes its mode on. A symbolic link stays
 * and the file it points at is replaced. An input may be the target: it is read to its end before it goes.
 */
public final class OutputTarget {
    /** The name of standard output. */
    public static final String STANDARD = "-";

    private final String name;
    private final Terminal terminal;
    private final Content content;
    private final Existing existing;
    private final UnaryOperator<OutputStream> tap;

    /** What the result is. */
    public enum Content { TEXT, BINARY }

    /** What becomes of a file that is there already. */
    public enum Existing { REFUSED, REPLACED }

    /** Produces the result. */
    @FunctionalInterface
    public interface Body {
        /**
         * Writes all of it. An {@link OutputTrouble} has to be passed on as it is.
         *
         * @param out buffers nothing; closing it has no effect but a flush
         */
        void write(OutputStream out) throws IOException;
    }

    /**
     * @param name as the user gave it
     * @param terminal has the standard output
     */
    public OutputTarget(String name, Terminal terminal, Content content, Existing existing) {
        this(name, terminal, content, existing, UnaryOperator.identity());
    }

    /** @param tap stands between the contents and a file; for tests */
    OutputTarget(String name, Terminal terminal, Content content, Existing existing,
            UnaryOperator<OutputStream> tap) {
        this.name = name;
        this.terminal = terminal;
        this.content = content;
        this.existing = existing;
        this.tap = tap;
    }

    /** True if both lead to the same file or both to standard output, so that one would undo the other. */
    public boolean isSameAs(OutputTarget other) throws OutputTrouble {
        boolean standard = name.equals(STANDARD);
        if (standard || other.name.equals(STANDARD)) {
            return standard && other.name.equals(STANDARD);
        }
        Place place = Place.of(name);
        return place.kind() != Kind.DEVICE && place.isSameAs(Place.of(other.name));
    }

    /**
     * Refuses a target that cannot be meant, before any work is done for it.
     *
     * @throws OutputTrouble if it exists and is not to be replaced, is a directory, lies in no directory, or
     *     is a screen that would show binary data
     */
    public void check() throws OutputTrouble {
        if (name.equals(STANDARD)) {
            refuseScreen(terminal.onScreen());
        } else {
            place();
        }
    }

    private Place place() throws OutputTrouble {
        Place place = Place.of(name);
        refuseScreen(place.screen());
        if (place.kind() == Kind.FILE && existing == Existing.REFUSED) {
            throw new OutputTrouble(name, "file exists; --force replaces it");
        }
        return place;
    }

    private void refuseScreen(boolean screen) throws OutputTrouble {
        if (screen && content == Content.BINARY) {
            throw new OutputTrouble(name, "binary data is not for a terminal; redirect it or name a file");
        }
    }

    /**
     * Writes the result. If anything fails, nothing is left behind and an existing file is as it was. When
     * nobody takes standard output any more, the body is broken off and this returns: what is to be said
     * about that, {@link Terminal#finish} says.
     *
     * @throws OutputTrouble if the target cannot be written
     */
    public void write(Body body) throws IOException {
        if (name.equals(STANDARD)) {
            standard(body);
            return;
        }
        Place place = place();
        if (place.kind() == Kind.DEVICE) {
            device(place.path(), body);
        } else {
            file(place, body);
        }
    }

    private void standard(Body body) throws IOException {
        refuseScreen(terminal.onScreen());
        try {
            body.write(new StandardStream(terminal));
        } catch (IOException e) {
            if (!terminal.closed()) {
                throw e;
            }
        }
    }

    private void device(Path path, Body body) throws IOException {
        try (OutputStream out = open(path)) {
            OutputStream guarded = new GuardedStream(tap.apply(out), name, "");
            body.write(guarded);
            guarded.flush();
        }
    }

    private OutputStream open(Path path) throws OutputTrouble {
        try {
            return Files.newOutputStream(path, StandardOpenOption.WRITE);
        } catch (IOException e) {
            throw new OutputTrouble(name, OutputTrouble.why(e), e);
        }
    }

    private void file(Place place, Body body) throws IOException {
        String outcome = place.kind() == Kind.NEW ? "; nothing was left behind"
                : "; the file that was there is unchanged";
        try (SafeFile file = beside(place.path())) {
            OutputStream guarded = new GuardedStream(tap.apply(file.out()), name, outcome);
            body.write(guarded);
            guarded.flush();
            // a file may have come into being in the meantime
            place();
            commit(file, outcome);
        }
    }

    private SafeFile beside(Path target) throws OutputTrouble {
        try {
            return SafeFile.beside(target);
        } catch (IOException e) {
            throw new OutputTrouble(name, OutputTrouble.why(e), e);
        }
    }

    private void commit(SafeFile file, String outcome) throws OutputTrouble {
        try {
            file.commit();
        } catch (IOException e) {
            throw new OutputTrouble(name, OutputTrouble.why(e) + outcome, e);
        }
        try {
            file.syncDirectory();
        } catch (IOException e) {
            throw new OutputTrouble(name, "it is complete, but its directory cannot be brought to disk: "
                    + OutputTrouble.why(e), e);
        }
    }
}
