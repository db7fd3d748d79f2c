// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * An extended header: records {@code LENGTH KEY=VALUE\n}, the length being that of the whole record in
 * decimal. The last of two with one key counts.
 *
 * @param values the value of each key; an empty one takes the key back
 */
record PaxRecords(Map<String, byte[]> values) {
    static final String PATH = "path";
    static final String LINK_PATH = "linkpath";
    private static final String SIZE = "size";
    private static final String SPARSE = "GNU.sparse.";
    private static final int LONGEST_LENGTH = 7;
    private static final int LONGEST_SIZE = 18;

    /** Empty if the bytes are not such records. */
    static Optional<PaxRecords> parse(byte[] bytes) {
        Map<String, byte[]> values = new HashMap<>();
        int at = 0;
        while (at < bytes.length) {
            int blank = indexOf(bytes, ' ', at, Math.min(bytes.length, at + LONGEST_LENGTH));
            long length = blank < 0 ? -1 : number(bytes, at, blank);
            if (length <= blank - at || length > bytes.length - at || bytes[at + (int) length - 1] != '\n') {
                return Optional.empty();
            }
            int end = at + (int) length - 1;
            int equals = indexOf(bytes, '=', blank + 1, end);
            if (equals < 0) {
                return Optional.empty();
            }
            String key = new String(bytes, blank + 1, equals - blank - 1, StandardCharsets.ISO_8859_1);
            values.remove(key);
            if (equals + 1 < end) {
                values.put(key, Arrays.copyOfRange(bytes, equals + 1, end));
            }
            at = end + 1;
        }
        return Optional.of(new PaxRecords(values));
    }

    private static int indexOf(byte[] bytes, char wanted, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == wanted) {
                return i;
            }
        }
        return -1;
    }

    /** The decimal number in a range; -1 if it is none. */
    private static long number(byte[] bytes, int from, int to) {
        if (from == to || to - from > LONGEST_SIZE) {
            return -1;
        }
        long number = 0;
        for (int i = from; i < to; i++) {
            if (bytes[i] < '0' || bytes[i] > '9') {
                return -1;
            }
            number = number * 10 + bytes[i] - '0';
        }
        return number;
    }

    /** The size given here, else {@code other}; negative if it is no number. */
    long size(long other) {
        byte[] size = values.get(SIZE);
        return size == null ? other : number(size, 0, size.length);
    }

    /** True for a file in pieces. */
    boolean sparse() {
        return values.keySet().stream().anyMatch(key -> key.startsWith(SPARSE));
    }

    /** True if it says what an entry is called or how long it is. */
    boolean shapesEntries() {
        return values.containsKey(PATH) || values.containsKey(LINK_PATH) || values.containsKey(SIZE)
                || sparse();
    }
}
