// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.Locale;
import java.util.StringJoiner;
import org.ckptimage.tools.present.Capabilities;

/** What a set of capabilities amounts to, in a few words. */
public final class Power {
    private static final int MOST_NAMES = 4;
    private static final String ALL_BUT = "all but ";

    private Power() {}

    /** {@code all capabilities}, {@code none}, or a number and the first names. */
    public static String words(long effective) {
        String set = Capabilities.set(effective);
        if (set.equals("all")) {
            return "all capabilities";
        }
        if (set.equals("none")) {
            return set;
        }
        if (set.startsWith(ALL_BUT)) {
            String missing = set.substring(ALL_BUT.length());
            return "all but " + missing.split(" ").length + ": " + names(missing);
        }
        return Long.bitCount(effective) + " of " + Capabilities.known() + ": " + names(set);
    }

    private static String names(String set) {
        String[] names = set.split(" ");
        StringJoiner text = new StringJoiner(" ");
        for (int i = 0; i < Math.min(names.length, MOST_NAMES); i++) {
            text.add(names[i].substring("cap_".length()).toUpperCase(Locale.ROOT));
        }
        return names.length > MOST_NAMES ? text.add("...").toString() : text.toString();
    }
}
