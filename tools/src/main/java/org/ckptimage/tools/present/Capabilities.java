// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.Locale;
import java.util.OptionalInt;
import org.ckptimage.codec.criu.checkpoint.Capability;

/** Names of capabilities and securebits (linux/capability.h, linux/securebits.h). */
public final class Capabilities {
    private static final Capability[] KNOWN = Capability.values();
    private static final String[] SECUREBITS = {
        "NOROOT", "NOROOT_LOCKED", "NO_SETUID_FIXUP", "NO_SETUID_FIXUP_LOCKED",
        "KEEP_CAPS", "KEEP_CAPS_LOCKED", "NO_CAP_AMBIENT_RAISE", "NO_CAP_AMBIENT_RAISE_LOCKED",
        "EXEC_RESTRICT_FILE", "EXEC_RESTRICT_FILE_LOCKED", "EXEC_DENY_INTERACTIVE",
        "EXEC_DENY_INTERACTIVE_LOCKED"};
    private static final long UNKNOWN_SECUREBITS = 0x8000_0000L;

    private Capabilities() {}

    /** The capability of a name such as {@code cap_chown}. */
    public static OptionalInt number(String name) {
        return name.startsWith("cap_") ? Capability.number(name.toUpperCase(Locale.ROOT))
                : OptionalInt.empty();
    }

    /** Number of capabilities that have a name. */
    public static int known() {
        return KNOWN.length;
    }

    /** Such as {@code cap_chown}; {@code cap_45?} for one that has no name. */
    static String name(int capability) {
        return Capability.name(capability);
    }

    /** {@code all}, {@code none}, {@code all but} a few, or the names in the set. */
    public static String set(long mask) {
        return Capability.names(mask);
    }

    /** Such as {@code 0x00000003 NOROOT NOROOT_LOCKED}; {@code unknown} if the writer could not read them. */
    public static String securebits(long bits) {
        if (bits == UNKNOWN_SECUREBITS) {
            return "unknown";
        }
        StringBuilder text = new StringBuilder(String.format("0x%08x", bits));
        for (int bit = 0; bit < Integer.SIZE; bit++) {
            if ((bits >>> bit & 1) != 0) {
                text.append(' ').append(bit < SECUREBITS.length ? SECUREBITS[bit] : "bit_" + bit + "?");
            }
        }
        return text.toString();
    }
}
