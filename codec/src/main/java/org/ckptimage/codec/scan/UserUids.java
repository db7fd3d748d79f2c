// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

/**
 * The uid of each USER object, by objref. Keeps the most recent {@value #MOST} of them: creds follow their
 * user closely, and a lost entry costs one warning at the most.
 */
final class UserUids {
    private static final int MOST = 1 << 20;

    private int[] objrefs = new int[64];
    private int[] uids = new int[64];

    void put(int objref, int uid) {
        int at = slot(objref);
        if (objrefs[at] != 0 && objrefs[at] != objref && objrefs.length < MOST) {
            grow();
            put(objref, uid);
            return;
        }
        objrefs[at] = objref;
        uids[at] = uid;
    }

    /** The uid of the USER, or {@code unknown} if it is not remembered. */
    int get(int objref, int unknown) {
        int at = slot(objref);
        return objrefs[at] == objref ? uids[at] : unknown;
    }

    private int slot(int objref) {
        return objref & objrefs.length - 1;
    }

    private void grow() {
        int[] oldObjrefs = objrefs;
        int[] oldUids = uids;
        objrefs = new int[oldObjrefs.length * 2];
        uids = new int[oldUids.length * 2];
        for (int i = 0; i < oldObjrefs.length; i++) {
            if (oldObjrefs[i] != 0) {
                int at = slot(oldObjrefs[i]);
                objrefs[at] = oldObjrefs[i];
                uids[at] = oldUids[i];
            }
        }
    }
}
