// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

import java.util.ArrayList;
import java.util.Collections;
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

    private final IdNumbers ids;
    private final Names names;
    private final Addresses addresses;
    private final SortedMap<Long, Long> knownUids = new TreeMap<>();
    private final SortedMap<Long, Long> knownGids = new TreeMap<>();
    private final SortedMap<String, String> knownNames = new TreeMap<>();
    private final SortedMap<String, byte[]> knownAddresses = new TreeMap<>();

    /** @param key not empty */
    public Pseudonyms(byte[] key) {
        ids = new IdNumbers(key);
        names = new Names(key);
        addresses = new Addresses(key);
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
        return IdNumbers.isKept(id) ? id
                : known.computeIfAbsent(id & 0xffff_ffffL, key -> (long) ids.of(id)).intValue();
    }

    /** The stand-in of one name: of a program, a host, a file. */
    public String name(String name) {
        return Names.isKept(name) ? name : knownNames.computeIfAbsent(name, names::of);
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
        String text = HexFormat.ofDelimiter(":").formatHex(address);
        return knownAddresses.computeIfAbsent(text, key -> addresses.of(address)).clone();
    }

    /** Every user id met, unsigned, with its stand-in; kept ones left out. */
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
        SortedMap<String, String> texts = new TreeMap<>();
        knownAddresses.forEach((original, standIn) ->
                texts.put(original, HexFormat.ofDelimiter(":").formatHex(standIn)));
        return texts;
    }
}
