// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge.stream;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.graph.LongIntMap;
import org.ckptimage.codec.model.Cred;

/**
 * The creds of a stream, each value once: a million tasks have a million creds, but few identities. What
 * finds no room is not remembered.
 */
final class CredLog {
    private static final int MOST = 1 << 18;
    private static final int MOST_VALUES = 1 << 12;
    /** Bytes of the OBJREF in front of a record. */
    private static final int OBJREF = 16;

    private final LongIntMap places = new LongIntMap();
    private final List<Cred> values = new ArrayList<>();
    private final LongIntMap numbers = new LongIntMap();
    private final List<Cred.Ext> exts = new ArrayList<>();
    private final LongIntMap extNumbers = new LongIntMap();
    private int[] objrefs = new int[64];
    private int[] value = new int[64];
    private int[] ext = new int[64];
    private long[] offsets = new long[64];
    private boolean[] held = new boolean[64];
    private boolean[] used = new boolean[64];
    private int count;
    private int length;
    /** What {@link #settle} found. */
    private final List<Cred> distinct = new ArrayList<>();
    private final LongIntMap rows = new LongIntMap();
    private int[] times = new int[0];
    private int second = -1;

    /**
     * Adds a cred.
     *
     * @param bytes of its record
     * @return false if there is no room for it
     */
    boolean add(Cred cred, int bytes) {
        if (cred.objref() <= 0 || places.get(cred.objref(), -1) >= 0) {
            return true;
        }
        Cred alone = new Cred(0, 0, cred.users(), cred.groups(), cred.caps(), cred.userRef(),
                cred.groupinfoRef(), cred.secRef(), Optional.empty());
        int number = count < MOST ? number(alone, values, numbers) : -1;
        if (number < 0) {
            return false;
        }
        if (count == objrefs.length) {
            grow();
        }
        places.put(cred.objref(), count);
        objrefs[count] = cred.objref();
        value[count] = number;
        ext[count] = -1;
        offsets[count++] = cred.offset();
        length = bytes;
        return true;
    }

    /** The number of an equal value; -1 if there are too many, or too many of one hash. */
    private static <T> int number(T value, List<T> values, LongIntMap numbers) {
        int hash = value.hashCode();
        for (int probe = 0; probe < 4; probe++) {
            long key = (long) probe << Integer.SIZE | hash & 0xffff_ffffL;
            int found = numbers.get(key, -1);
            if (found >= 0 && values.get(found).equals(value)) {
                return found;
            }
            if (found < 0) {
                if (values.size() == MOST_VALUES) {
                    return -1;
                }
                numbers.put(key, values.size());
                values.add(value);
                return values.size() - 1;
            }
        }
        return -1;
    }

    private void grow() {
        int room = count * 2;
        objrefs = Arrays.copyOf(objrefs, room);
        value = Arrays.copyOf(value, room);
        ext = Arrays.copyOf(ext, room);
        offsets = Arrays.copyOf(offsets, room);
        held = Arrays.copyOf(held, room);
        used = Arrays.copyOf(used, room);
    }

    /** Notes what an extension record says of a cred; the first one counts. */
    void extend(int objref, Cred.Ext found) {
        int place = places.get(objref, -1);
        if (place >= 0 && ext[place] < 0) {
            ext[place] = number(found, exts, extNumbers);
        }
    }

    /** Notes that an open file has the cred. */
    void heldByFile(int objref) {
        int place = places.get(objref, -1);
        if (place >= 0) {
            held[place] = true;
        }
    }

    /** Notes that a task has the cred. Returns a number of it that does not change; -1 if it is forgotten. */
    int use(int objref) {
        int place = places.get(objref, -1);
        if (place >= 0) {
            used[place] = true;
        }
        return place;
    }

    /** True if the records of two creds say the same. */
    boolean same(int one, int two) {
        return value[one] == value[two];
    }

    /** Tells values apart, once all is read. */
    void settle() {
        times = new int[count];
        for (int place = 0; place < count; place++) {
            int row = rows.get(key(place), -1);
            if (row < 0) {
                row = distinct.size();
                rows.put(key(place), row);
                Cred cred = values.get(value[place]);
                distinct.add(new Cred(objrefs[place], offsets[place], cred.users(), cred.groups(),
                        cred.caps(), cred.userRef(), cred.groupinfoRef(), cred.secRef(),
                        ext[place] < 0 ? Optional.empty() : Optional.of(exts.get(ext[place]))));
            } else if (second < 0) {
                second = place;
            }
            times[row]++;
        }
    }

    private long key(int place) {
        return (long) value[place] << Integer.SIZE | ext[place] & 0xffff_ffffL;
    }

    /** Each value once. */
    List<Cred> distinct() {
        return distinct;
    }

    /** Which of them a cred is, by its place. */
    int row(int place) {
        return rows.get(key(place), -1);
    }

    /** How many other creds are equal to one. */
    int equal(int row) {
        return times[row] - 1;
    }

    /** Which of the values an open file has. */
    boolean[] heldByFiles() {
        return rows(held);
    }

    /** Which of the values a task has. */
    boolean[] usedByTasks() {
        return rows(used);
    }

    private boolean[] rows(boolean[] marked) {
        boolean[] found = new boolean[distinct.size()];
        for (int place = 0; place < count; place++) {
            found[row(place)] |= marked[place];
        }
        return found;
    }

    /** How many creds there are. */
    int size() {
        return count;
    }

    /** Objref and offset of the first one that is equal to one before it. */
    Optional<Repeat> repeat() {
        int spare = count - distinct.size();
        return second < 0 ? Optional.empty() : Optional.of(new Repeat(objrefs[second], offsets[second], spare,
                spare * (long) (length + OBJREF)));
    }

    /**
     * Objects that are equal to one before them.
     *
     * @param objref of the first
     * @param offset of the first
     * @param count how many
     * @param bytes that they take
     */
    record Repeat(int objref, long offset, int count, long bytes) {}
}
