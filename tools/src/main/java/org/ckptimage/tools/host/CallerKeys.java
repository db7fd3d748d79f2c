// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.host;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.tools.present.Capabilities;

/**
 * Credentials of a caller as keys of an object. Ids are numbers: {@code uid} and {@code gid} must be there;
 * {@code euid}, {@code suid}, {@code egid}, {@code sgid} are as those by default, {@code fsuid} and {@code
 * fsgid} as the effective ones. {@code groups} is an array of ids. {@code cap_inheritable}, {@code
 * cap_permitted}, {@code cap_effective}, {@code cap_bounding} and {@code cap_ambient} are {@code "all"},
 * {@code "none"}, a mask as {@code "0x..."} or an array of names; the effective set is by default the
 * permitted one, the bounding set is all, others none. {@code securebits}, {@code no_new_privs} and {@code
 * last_cap} (40) are numbers.
 */
final class CallerKeys {
    private static final int USUAL_LAST_CAP = 40;
    private static final long MOST_ID = 0xffff_fffeL;
    private static final Set<String> NUMBERS = Set.of("uid", "euid", "suid", "fsuid", "gid", "egid", "sgid",
            "fsgid", "securebits", "last_cap", "no_new_privs");
    private static final Set<String> SETS = Set.of("cap_inheritable", "cap_permitted", "cap_effective",
            "cap_bounding", "cap_ambient");

    private final ProfileTokens tokens;
    private final Map<String, Long> values = new HashMap<>();
    private int[] groups = new int[0];

    CallerKeys(ProfileTokens tokens) {
        this.tokens = tokens;
    }

    /** Takes the value of a key, if it is one of these. */
    boolean takes(String key) throws IOException {
        if (NUMBERS.contains(key)) {
            if (!tokens.atNull()) {
                values.put(key, tokens.number(key, MOST_ID));
            }
        } else if (SETS.contains(key)) {
            values.put(key, set(key));
        } else if (key.equals("groups")) {
            groups = groups();
        } else {
            return false;
        }
        return true;
    }

    private int[] groups() throws IOException {
        List<Long> ids = new ArrayList<>();
        tokens.array("groups", key -> ids.add(tokens.number(key, MOST_ID)));
        return ids.stream().sorted().mapToInt(Long::intValue).toArray();
    }

    private long set(String key) throws IOException {
        if (tokens.atText()) {
            return mask(key, tokens.text(key));
        }
        if (!tokens.atArray()) {
            throw new IOException("." + key + " takes all, none, a mask or an array of names");
        }
        long[] set = {0};
        tokens.array(key, item -> {
            String name = tokens.text(item);
            set[0] |= 1L << Capabilities.number(name)
                    .orElseThrow(() -> new IOException("." + key + ": no capability '" + name + "'"));
        });
        return set[0];
    }

    private static long mask(String key, String text) throws IOException {
        if (text.equals("all") || text.equals("none")) {
            return text.equals("all") ? -1L : 0;
        }
        if (!text.matches("0x[0-9a-f]{1,16}")) {
            throw new IOException("." + key + " takes all, none, a mask such as 0x3f, or an array of names");
        }
        return Long.parseUnsignedLong(text.substring(2), 16);
    }

    /** The caller; {@code lastCap} counts where the keys do not have it. */
    Caller caller(OptionalInt lastCapOfKernel) throws IOException {
        int lastCap = (int) Math.min(value("last_cap", lastCapOfKernel.orElse(USUAL_LAST_CAP)),
                Long.SIZE - 1);
        long all = lastCap == Long.SIZE - 1 ? -1L : (1L << (lastCap + 1)) - 1;
        long permitted = value("cap_permitted", 0) & all;
        Cred.Caps caps = new Cred.Caps(value("cap_inheritable", 0) & all, permitted,
                value("cap_effective", permitted) & permitted, value("cap_bounding", -1L) & all,
                value("securebits", 0));
        return new Caller(ids("uid"), ids("gid"), GroupList.of(groups), caps, lastCap);
    }

    /** The ambient set, which is within the permitted one. */
    long ambient() {
        return value("cap_ambient", 0) & value("cap_permitted", 0);
    }

    /** {@code no_new_privs}; empty where it is not told. */
    OptionalInt noNewPrivs() {
        return values.containsKey("no_new_privs") ? OptionalInt.of((int) Math.min(1,
                values.get("no_new_privs"))) : OptionalInt.empty();
    }

    private Cred.Ids ids(String name) throws IOException {
        if (!values.containsKey(name)) {
            throw new IOException("a profile needs ." + name);
        }
        long real = values.get(name);
        long effective = value("e" + name, real);
        return new Cred.Ids(real, effective, value("s" + name, real), value("fs" + name, effective));
    }

    private long value(String key, long otherwise) {
        return values.getOrDefault(key, otherwise);
    }
}
