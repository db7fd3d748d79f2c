// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import java.util.Arrays;
import java.util.OptionalInt;
import org.ckptimage.codec.graph.ObjrefTable;
import org.ckptimage.formats.ObjType;

/** The objrefs that an image uses, whatever for, and those that are free for what a conversion adds. */
public final class UsedIds {
    private final ObjrefTable seen = new ObjrefTable();
    private final ObjrefTable defined = new ObjrefTable();
    private int[] ids = new int[0];
    private int count;
    private int next = 1;
    private int at;
    private boolean sorted;
    private int runFirst;
    private int runCount;

    /** Notes that an id occurs. */
    void note(int id) {
        // the type is of no interest: an id is taken or not
        if (id > 0 && seen.define(id, ObjType.INODE)) {
            if (count == ids.length) {
                ids = Arrays.copyOf(ids, Math.max(64, count + count / 2));
            }
            ids[count++] = id;
        }
    }

    /** Notes an object; false if there is another one with this id. */
    boolean define(int id, ObjType type) {
        note(id);
        return defined.define(id, type);
    }

    /** True if the image has an object of that type under this id. */
    boolean isDefined(int id, ObjType type) {
        return id > 0 && defined.typeOf(id) == type;
    }

    private void sort() {
        if (!sorted) {
            Arrays.sort(ids, 0, count);
            sorted = true;
        }
    }

    /**
     * Takes the lowest successive {@code n} ids that are free; asked for once at the most.
     *
     * @return the first of them; empty if there are not that many
     */
    public OptionalInt run(int n) {
        sort();
        long first = 1;
        for (int i = 0; i < count && ids[i] - first < n; i++) {
            first = ids[i] + 1L;
        }
        if (first + n > Integer.MAX_VALUE) {
            return OptionalInt.empty();
        }
        runFirst = (int) first;
        runCount = n;
        return OptionalInt.of(runFirst);
    }

    /** Takes the lowest id that is free. */
    public int take() {
        sort();
        while (true) {
            if (at < count && ids[at] == next) {
                at++;
                next++;
            } else if (runCount > 0 && next == runFirst) {
                next += runCount;
                runCount = 0;
                at = Arrays.binarySearch(ids, 0, count, next);
                at = at < 0 ? -at - 1 : at;
            } else {
                return next++;
            }
        }
    }
}
