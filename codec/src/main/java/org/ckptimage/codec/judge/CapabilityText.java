// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.Locale;
import java.util.StringJoiner;
import org.ckptimage.codec.criu.checkpoint.Capability;

/** Sets of capabilities in few words. */
public final class CapabilityText {
    private static final Capability[] KNOWN = Capability.values();
    private static final int MOST_NAMES = 8;

    private CapabilityText() {}

    /** Such as {@code sys_admin sys_ptrace}; what has no name is left out. */
    public static String names(long set) {
        StringJoiner names = new StringJoiner(" ");
        int left = MOST_NAMES;
        for (Capability capability : KNOWN) {
            if (capability.in(set) && left-- > 0) {
                names.add(capability.name().substring("CAP_".length()).toLowerCase(Locale.ROOT));
            }
        }
        if (left < 0) {
            names.add("and " + -left + " more");
        }
        return names.toString();
    }
}
