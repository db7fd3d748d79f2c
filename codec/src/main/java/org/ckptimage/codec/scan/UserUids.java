// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

/**
 * The uid of each USER object, by objref, for a million of them at the most: one that finds no room is
 * forgotten, which costs a warning and no more.
 */
final class UserUids {
    private static final int MOST = 1 << 20;
    private static final int PROBES = 8;

    private int[] objrefs = new int[64];
    private int[] uids = new int[64];

    void put(int objref, int uid) {
        int at = slot(objref);
        while (at < 0 && objrefs.length < MOST) {
            grow();
            at = slot(objref);
        }
        if (at >= 0) {
            objrefs[at] = objref;
            uids[at] = uid;
        }
    }

    /** The uid of the USER, or {@code unknown} if it is not remembered. */
    int get(int objref, int unknown) {
        int at = slot(objref);
        return at >= 0 && objrefs[at] == objref ? uids[at] : unknown;
    }

    /** Where the objref is or can go; -1 if its neighbourhood is full. */
    private int slot(int objref) {
        int mask = objrefs.length - 1;
        for (int i = 0; i < PROBES; i++) {
            int at = objref + i & mask;
            if (objrefs[at] == objref || objrefs[at] == 0) {
                return at;
            }
        }
        return -1;
    }

    private void grow() {
        int[] oldObjrefs = objrefs;
        int[] oldUids = uids;
        objrefs = new int[oldObjrefs.length * 2];
        uids = new int[oldUids.length * 2];
        for (int i = 0; i < oldObjrefs.length; i++) {
            int at = oldObjrefs[i] == 0 ? -1 : slot(oldObjrefs[i]);
            if (at >= 0) {
                objrefs[at] = oldObjrefs[i];
                uids[at] = oldUids[i];
            }
        }
    }
}
