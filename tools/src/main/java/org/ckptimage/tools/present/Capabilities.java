// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.Locale;
import java.util.OptionalInt;
import java.util.StringJoiner;
import org.ckptimage.codec.criu.checkpoint.Capability;

/** Names of capabilities and securebits (linux/capability.h, linux/securebits.h). */
public final class Capabilities {
    private static final Capability[] KNOWN = Capability.values();
    private static final long NAMED = (1L << KNOWN.length) - 1;
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
        return capability < KNOWN.length ? KNOWN[capability].name().toLowerCase(Locale.ROOT)
                : "cap_" + capability + "?";
    }

    /** {@code all}, {@code none}, {@code all but} a few, or the names in the set. */
    public static String set(long mask) {
        if (mask == -1L || mask == NAMED) {
            return "all";
        }
        if (mask == 0) {
            return "none";
        }
        // old kernels had fewer capabilities but set all 64 bits, new ones set just those they have
        long missing = (mask & ~NAMED) == 0 ? NAMED & ~mask : ~mask;
        return Long.bitCount(mask) > Long.SIZE / 2 ? "all but " + names(missing) : names(mask);
    }

    private static String names(long mask) {
        StringJoiner names = new StringJoiner(" ");
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((mask >>> bit & 1) != 0) {
                names.add(name(bit));
            }
        }
        return names.toString();
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
