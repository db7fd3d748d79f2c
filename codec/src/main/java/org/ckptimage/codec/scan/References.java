// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.util.Arrays;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.graph.LookupTrace.Call;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;

/** Judges reference fields against the objects read so far, and finds objects nobody refers to. */
final class References {
    /** What the value 0 (or less) of a reference field means. */
    enum Need {
        /** There must be an object. */
        REQUIRED,
        /** 0 stands for "no object". */
        ZERO_IS_NONE,
        /** 0 and -1 stand for "no object". */
        NONE_ALLOWED
    }

    private static final int MOST_PENDING = 1 << 16;

    private final Scan scan;
    private int[] pending = new int[64];
    private long[] offsets = new long[64];
    private int count;
    private boolean overflowed;

    References(Scan scan) {
        this.scan = scan;
    }

    /**
     * Judges a field that names an object.
     *
     * @return true if it names one of the wanted type
     */
    boolean check(FieldLayout field, ObjType want, Need need) {
        // a record too short for the field was reported as such
        return !scan.frame.has(field) || check(field, scan.frame.getInt(field), want, need, Rule.CKR001);
    }

    /**
     * As {@link #check(FieldLayout, ObjType, Need)}, with the value given and a rule of its own for a missing
     * one.
     */
    boolean check(FieldLayout field, int objref, ObjType want, Need need, Rule missing) {
        if (objref <= 0) {
            boolean none = need != Need.REQUIRED && objref == 0 || need == Need.NONE_ALLOWED && objref == -1;
            if (!none) {
                Rule rule = objref == 0 ? missing : Rule.CKR001;
                scan.report(rule, field, "an object is required", Integer.toString(objref), want.name());
            }
            return false;
        }
        ObjType found = scan.objects.typeOf(objref);
        scan.trace.lookup(Call.OBJ_LOOKUP, want, found == null ? 0 : objref, false);
        if (found == null) {
            undefined(field, objref, want);
            return false;
        }
        scan.objects.refer(objref);
        // a label goes by two ids, its own and the one of the pointer it came from
        boolean label = want == ObjType.SECURITY_PTR && found == ObjType.SECURITY;
        if (found != want && !label) {
            scan.report(Rule.CKR004, field, "objref " + objref + " is an object of another type",
                    found.name(),
                    want.name());
            return false;
        }
        return true;
    }

    private void undefined(FieldLayout field, int objref, ObjType want) {
        if (scan.isOpen(objref) && field.name().equals("creator_ref")) {
            scan.report(Rule.CKR007, field, "objref " + objref + " is being defined by this very chain",
                    Integer.toString(objref), "a creator outside it");
        } else {
            scan.report(Rule.CKR002, field, "objref " + objref + " is not defined before this record",
                    Integer.toString(objref), want.name());
        }
    }

    /** Adds an object, whose OBJREF stands at {@code offset}. */
    void define(int objref, ObjType type, long offset) {
        if (objref <= 0 || type == null || !scan.objects.define(objref, type)) {
            return;
        }
        scan.trace.lookup(Call.OBJ_LOOKUP_ADD, type, objref, true);
        if (mustBeUsed(type)) {
            if (count == pending.length && !overflowed) {
                makeRoom();
            }
            if (!overflowed) {
                pending[count] = objref;
                offsets[count++] = offset;
            }
        }
    }

    /** True for types that nobody writes without need, and whose every referrer is known. */
    private boolean mustBeUsed(ObjType type) {
        return switch (type) {
            // kernels write users and namespaces that only complete a chain, and both ends of a pty
            case USER, USER_NS, TTY, NETDEV, NET_NS, SECURITY, SECURITY_PTR, MNT_NS, PID, INODE,
                    SIGNAL -> false;
            // what TASK_OBJS of the reconstructed layouts refers to is not known
            case CRED, GROUPINFO -> true;
            case FILE_TABLE, FILE, MM, FS, SIGHAND, NS, UTS_NS, IPC_NS, SOCK, SEM_UNDO ->
                    !scan.version.reconstructed();
        };
    }

    /**
     * Adds an object that is written inline at its first use, without OBJREF.
     *
     * @return true if this is its first use
     */
    boolean inline(FieldLayout field, ObjType type) {
        int objref = scan.frame.getInt(field);
        if (objref > 0 && scan.objects.typeOf(objref) == null && !scan.isOpen(objref)) {
            scan.objects.define(objref, type);
            scan.objects.refer(objref);
            scan.trace.lookup(Call.OBJ_LOOKUP_ADD, type, objref, true);
            return true;
        }
        check(field, type, Need.REQUIRED);
        return false;
    }

    private void makeRoom() {
        dropReferenced();
        boolean crowded = count > pending.length / 2;
        if (crowded && pending.length < MOST_PENDING) {
            pending = Arrays.copyOf(pending, pending.length * 2);
            offsets = Arrays.copyOf(offsets, offsets.length * 2);
        } else if (crowded) {
            // tens of thousands are unused: those found so far will do
            overflowed = true;
        }
    }

    private void dropReferenced() {
        int kept = 0;
        for (int i = 0; i < count; i++) {
            if (!scan.objects.referenced(pending[i])) {
                pending[kept] = pending[i];
                offsets[kept++] = offsets[i];
            }
        }
        count = kept;
    }

    /** Reports the objects that nothing refers to, except those kernels write without need. */
    void reportUnreferenced() {
        dropReferenced();
        for (int i = 0; i < count; i++) {
            scan.reportElsewhere(Rule.CKR005, new Location(scan.file(), offsets[i], "OBJREF", pending[i], ""),
                    scan.objects.typeOf(pending[i]).name() + " object is never referenced");
        }
    }
}
