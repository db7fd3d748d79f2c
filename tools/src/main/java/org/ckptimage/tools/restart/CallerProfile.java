// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.tools.present.Capabilities;

/**
 * Credentials of a caller as JSON, an object of these keys. Ids are numbers: {@code uid} and {@code gid} must
 * be there; {@code euid}, {@code suid}, {@code egid}, {@code sgid} are as those by default, {@code fsuid} and
 * {@code fsgid} as the effective ones. {@code groups} is an array of ids. {@code cap_inheritable}, {@code
 * cap_permitted}, {@code cap_effective} and {@code cap_bounding} are {@code "all"}, {@code "none"}, a mask as
 * {@code "0x..."} or an array of names; the effective set is by default the permitted one, the bounding set
 * is
 * all, others none. {@code securebits} and {@code last_cap} (40) are numbers.
 */
public final class CallerProfile {
    private static final int MOST_BYTES = 1 << 20;
    private static final int USUAL_LAST_CAP = 40;
    private static final long NO_ID = 0xffff_ffffL;
    private static final Set<String> NUMBERS = Set.of("uid", "euid", "suid", "fsuid", "gid", "egid", "sgid",
            "fsgid", "securebits", "last_cap");
    private static final Set<String> SETS = Set.of("cap_inheritable", "cap_permitted", "cap_effective",
            "cap_bounding");

    private final Map<String, Long> values = new HashMap<>();
    private int[] groups = new int[0];

    private CallerProfile() {}

    /**
     * Reads a profile.
     *
     * @throws IOException if it cannot be read or is none; the message says what is wrong with it
     */
    public static Caller read(InputStream in) throws IOException {
        byte[] text = in.readNBytes(MOST_BYTES + 1);
        if (text.length > MOST_BYTES) {
            throw new IOException("a profile has at most " + MOST_BYTES + " bytes");
        }
        CallerProfile profile = new CallerProfile();
        try (JsonParser json = new JsonFactory().createParser(new String(text, StandardCharsets.UTF_8))) {
            profile.object(json);
        }
        return profile.caller();
    }

    private void object(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new IOException("a profile is one JSON object");
        }
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            if (NUMBERS.contains(key)) {
                values.put(key, id(key, json));
            } else if (SETS.contains(key)) {
                values.put(key, set(key, json));
            } else if (key.equals("groups")) {
                groups = groups(json);
            } else {
                throw new IOException("a profile has no key '" + key + "'");
            }
        }
        if (json.nextToken() != null) {
            throw new IOException("a profile is one JSON object and nothing else");
        }
    }

    private static long id(String key, JsonParser json) throws IOException {
        if (json.currentToken() != JsonToken.VALUE_NUMBER_INT || json.getLongValue() < 0
                || json.getLongValue() >= NO_ID) {
            throw new IOException("." + key + " takes a number from 0 to 0xfffffffe");
        }
        return json.getLongValue();
    }

    private static int[] groups(JsonParser json) throws IOException {
        List<Long> ids = new ArrayList<>();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException(".groups takes an array of numbers");
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            ids.add(id("groups", json));
        }
        return ids.stream().sorted().mapToInt(Long::intValue).toArray();
    }

    private static long set(String key, JsonParser json) throws IOException {
        if (json.currentToken() == JsonToken.VALUE_STRING) {
            return mask(key, json.getText());
        }
        if (json.currentToken() != JsonToken.START_ARRAY) {
            throw new IOException("." + key + " takes all, none, a mask or an array of names");
        }
        long set = 0;
        while (json.nextToken() == JsonToken.VALUE_STRING) {
            String name = json.getText();
            set |= 1L << Capabilities.number(name)
                    .orElseThrow(() -> new IOException("." + key + ": no capability '" + name + "'"));
        }
        if (json.currentToken() != JsonToken.END_ARRAY) {
            throw new IOException("." + key + " takes an array of names");
        }
        return set;
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

    private Caller caller() throws IOException {
        int lastCap = (int) Math.min(value("last_cap", USUAL_LAST_CAP), Long.SIZE - 1);
        long all = lastCap == Long.SIZE - 1 ? -1L : (1L << (lastCap + 1)) - 1;
        long permitted = value("cap_permitted", 0) & all;
        Cred.Caps caps = new Cred.Caps(value("cap_inheritable", 0) & all, permitted,
                value("cap_effective", permitted) & permitted, value("cap_bounding", -1L) & all,
                value("securebits", 0));
        Arrays.sort(groups);
        return new Caller(ids("uid"), ids("gid"), GroupList.of(groups), caps, lastCap);
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
