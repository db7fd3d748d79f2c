// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/**
 * Stand-ins under one key: equal originals get equal ones, different originals different ones, in one image
 * and in all that are treated with the same key. Who has the key or the tables can translate back.
 *
 * <p>Kept as they are, since they carry meaning: the ids 0, 65534 and 0xffffffff, names of the usual
 * directories and devices, loopback and broadcast addresses. Texts have one character for each byte.
 */
public final class Pseudonyms {
    private static final String DELETED = " (deleted)";
    private static final int MOST_RECENT = 1 << 14;

    private final IdNumbers ids;
    private final Names names;
    private final Addresses addresses;
    private final boolean remembering;
    private final SortedMap<Long, Long> knownUids = new TreeMap<>();
    private final SortedMap<Long, Long> knownGids = new TreeMap<>();
    private final SortedMap<String, String> knownNames = new TreeMap<>();
    private final SortedMap<String, String> knownAddresses = new TreeMap<>();
    private final Map<String, String> recentNames = new HashMap<>();

    private Pseudonyms(byte[] key, boolean remembering) {
        this.remembering = remembering;
        ids = new IdNumbers(key);
        names = new Names(key);
        addresses = new Addresses(key);
    }

    /**
     * Stand-ins that can be translated back with the key only.
     *
     * @param key not empty
     */
    public static Pseudonyms of(byte[] key) {
        return new Pseudonyms(key, false);
    }

    /**
     * Stand-ins that are remembered, in memory for every different original.
     *
     * @param key not empty
     */
    public static Pseudonyms remembering(byte[] key) {
        return new Pseudonyms(key, true);
    }

    /** The stand-in of a user id. */
    public int uid(int uid) {
        return id(knownUids, uid);
    }

    /** The stand-in of a group id; the same as that of the user id of that number. */
    public int gid(int gid) {
        return id(knownGids, gid);
    }

    private int id(Map<Long, Long> known, int id) {
        if (IdNumbers.isKept(id)) {
            return id;
        }
        int standIn = ids.of(id);
        if (remembering) {
            known.put(id & 0xffff_ffffL, (long) standIn);
        }
        return standIn;
    }

    /** The stand-in of one name: of a program, a host, a file. */
    public String name(String name) {
        if (Names.isKept(name)) {
            return name;
        }
        if (remembering) {
            return knownNames.computeIfAbsent(name, names::of);
        }
        if (recentNames.size() >= MOST_RECENT) {
            recentNames.clear();
        }
        return recentNames.computeIfAbsent(name, names::of);
    }

    /** A path with stand-ins for its parts; as deep as before. The kernel's mark of a removed file stays. */
    public String path(String path) {
        if (path.endsWith(DELETED)) {
            return parts(path.substring(0, path.length() - DELETED.length()), '/', this::name) + DELETED;
        }
        return parts(path, '/', this::name);
    }

    /** A security label with stand-ins for its parts. */
    public String label(String label) {
        return parts(label, ':', this::name);
    }

    private static String parts(String text, char separator, UnaryOperator<String> standIn) {
        List<String> parts = new ArrayList<>();
        int from = 0;
        for (int to = text.indexOf(separator); to >= 0; to = text.indexOf(separator, from)) {
            parts.add(standIn.apply(text.substring(from, to)));
            from = to + 1;
        }
        parts.add(standIn.apply(text.substring(from)));
        return String.join(String.valueOf(separator), parts);
    }

    /** The stand-in of an address of 4, 6 or 16 bytes, in network order. */
    public byte[] address(byte[] address) {
        if (Addresses.isKept(address)) {
            return address.clone();
        }
        byte[] standIn = addresses.of(address);
        if (remembering) {
            HexFormat hex = HexFormat.ofDelimiter(":");
            knownAddresses.put(hex.formatHex(address), hex.formatHex(standIn));
        }
        return standIn;
    }

    /** Every user id met, unsigned, with its stand-in; empty unless they are remembered. */
    public SortedMap<Long, Long> uids() {
        return Collections.unmodifiableSortedMap(knownUids);
    }

    /** Every group id met. */
    public SortedMap<Long, Long> gids() {
        return Collections.unmodifiableSortedMap(knownGids);
    }

    /** Every name met. */
    public SortedMap<String, String> names() {
        return Collections.unmodifiableSortedMap(knownNames);
    }

    /** Every address met, byte by byte in hexadecimal. */
    public SortedMap<String, String> addresses() {
        return Collections.unmodifiableSortedMap(knownAddresses);
    }
}
