// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.util.Objects;
import org.ckptimage.codec.diag.Location;

/**
 * One thing that a conversion could not carry over, or had to make up. Values that follow from the version
 * alone (type numbers, kernel constants, lengths) are neither.
 *
 * @param where the place in the source
 * @param what the value if there is one, a colon, and why
 */
public record Loss(Kind kind, Location where, String what) {
    /** Which way. */
    public enum Kind {
        /** The source says it, the target cannot. */
        LOST,
        /** The target must say it, the source does not. */
        INVENTED
    }

    public Loss {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(where);
        Objects.requireNonNull(what);
    }

    /** The one-line form: {@code web.ckpt:0x1a40: lost: TASK .flags 0x1: v18-2009-10 has no such field}. */
    public String line() {
        StringBuilder line = new StringBuilder(120);
        line.append(where.file()).append(":0x").append(Long.toHexString(where.offset())).append(": ")
                .append(kind == Kind.LOST ? "lost" : "invented").append(':');
        if (!where.recordType().isEmpty()) {
            line.append(' ').append(where.recordType());
            if (where.objref() != 0) {
                line.append(':').append(where.objref());
            }
        }
        if (!where.field().isEmpty()) {
            line.append(" .").append(where.field());
        }
        return line.append(' ').append(what).toString();
    }
}
