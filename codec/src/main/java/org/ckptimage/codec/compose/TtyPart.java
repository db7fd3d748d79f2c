// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.List;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.ObjType;

/** Both ends of a pseudo terminal. */
final class TtyPart {
    private static final int PTY = 4;
    private static final int MASTER = 1;
    private static final int SLAVE = 2;

    private final ImageWriter image;

    TtyPart(Parts parts) {
        this.image = parts.image;
    }

    /** Objrefs of both ends. */
    record Pair(int master, int slave) {}

    /** The objrefs of a terminal, written at first sight: the master first, which the slave then names. */
    Pair write(TtyPlan tty) throws IOException {
        int master = image.object(ObjType.TTY, tty, objref -> end(tty, MASTER, 0));
        // a key of its own for the slave, equal for the same terminal
        int known = image.objects().lookup(ObjType.TTY, tty.input());
        int slave = known != 0 ? known
                : image.object(ObjType.TTY, tty.input(), objref -> end(tty, SLAVE, master));
        return new Pair(master, slave);
    }

    private void end(TtyPlan tty, int subtype, int link) throws IOException {
        RecordBuilder record = image.record(TTY).put("driver_type", PTY).put("driver_subtype", subtype)
                .put("link_objref", link).put("index", tty.number())
                .put("termios.c_iflag", 0x500).put("termios.c_oflag", 5).put("termios.c_cflag", 0xbf)
                .put("termios.c_lflag", 0x8a3b)
                .putIfPresent("termios.c_ispeed", 38400).putIfPresent("termios.c_ospeed", 38400)
                .put("winsize.ws_row", 24).put("winsize.ws_col", 80);
        List<Integer> characters = List.of(3, 28, 127, 21, 4);
        for (int i = 0; i < characters.size(); i++) {
            record.put("termios.c_cc", i, characters.get(i));
        }
        if (subtype == MASTER) {
            record.put("file_objref", image.objects().reserve());
        }
        image.write(record);
        byte[] input = subtype == SLAVE ? tty.input() : new byte[0];
        image.write(image.record(TTY_LDISC).put("datalen", input.length).put("icanon", 1)
                .put("minimum_to_wake", 1));
        if (input.length > 0) {
            image.payload(BUFFER, input);
        }
    }
}
