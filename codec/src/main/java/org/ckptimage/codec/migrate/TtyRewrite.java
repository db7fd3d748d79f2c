// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.V23_RC1_TTY;

import java.io.IOException;
import java.util.Set;
import org.ckptimage.codec.migrate.field.Draft;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** TTY: the speeds, which older layouts have in {@code c_cflag} alone. */
final class TtyRewrite {
    private static final String IN = "termios.c_ispeed";
    private static final String OUT = "termios.c_ospeed";
    private static final Set<String> SPEEDS = Set.of(IN, OUT);
    private static final int CBAUD = 0xf;
    private static final int CBAUDEX = 0x1000;
    /** Bits per second of each value of CBAUD. */
    private static final int[] BAUD = {
        0, 50, 75, 110, 134, 150, 200, 300, 600, 1200, 1800, 2400, 4800, 9600, 19200, 38400};
    /** The same with CBAUDEX. */
    private static final int[] HIGH_BAUD = {
        0, 57600, 115200, 230400, 460800, 500000, 576000, 921600, 1000000, 1152000, 1500000, 2000000,
        2500000, 3000000, 3500000, 4000000};

    private final Conversion conversion;
    private final StructRewrite structs;

    TtyRewrite(Conversion conversion, StructRewrite structs) {
        this.conversion = conversion;
        this.structs = structs;
    }

    void tty(Feed feed) throws IOException {
        boolean gains = conversion.gains(V23_RC1_TTY);
        boolean loses = conversion.loses(V23_RC1_TTY);
        Draft tty = structs.draft(feed, gains || loses ? SPEEDS : Set.of());
        StructLayout layout = conversion.from.require(RecordType.TTY);
        int speed = speed(feed.frame().get(layout.field("termios.c_cflag")));
        if (gains && speed != 0) {
            tty.put(IN, speed).put(OUT, speed);
            conversion.ledger.invented("termios.c_ispeed", speed + ": from c_cflag");
        } else if (loses) {
            lost(feed, layout.field(IN), speed);
            lost(feed, layout.field(OUT), speed);
        }
        structs.write(tty);
    }

    private void lost(Feed feed, FieldLayout field, int speed) {
        long value = feed.frame().get(field);
        if (value != speed && value != 0) {
            conversion.ledger.lost(field, value + ": " + conversion.target.version().label()
                    + " has no such field");
        }
    }

    private static int speed(long cflag) {
        return ((cflag & CBAUDEX) != 0 ? HIGH_BAUD : BAUD)[(int) cflag & CBAUD];
    }
}
