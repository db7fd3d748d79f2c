// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.graph;

import org.ckptimage.formats.ObjType;

/** Sees every look-up of a shared object, by the writer or by the reader; {@code --debug} prints them. */
@FunctionalInterface
public interface LookupTrace {
    /** Sees nothing. */
    LookupTrace NONE = (call, type, objref, first) -> { };

    /** The two calls of the kernel's object hash. */
    enum Call {
        /** Asks for an object and adds nothing. */
        OBJ_LOOKUP,
        /** Asks for an object and adds it at first sight. */
        OBJ_LOOKUP_ADD
    }

    /**
     * One look-up.
     *
     * @param objref id of the object; 0 if a plain look-up found nothing
     * @param first true if this call added the object
     */
    void lookup(Call call, ObjType type, int objref, boolean first);
}
