// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.graph.LongIntMap;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/**
 * NS between its two forms: before v18 a record with flags in front of its UTS_NS and IPC_NS, later a record
 * behind the objects it names. Says for each NS what the other form has to know in advance.
 */
public final class SeedNamespaces {
    static final long NEW_UTS = 0x0400_0000L;
    static final long NEW_IPC = 0x0800_0000L;

    /** What NS of v16 says. */
    public record Compound(long flags, int uts, int ipc) {}

    private final FormatVersion target;
    private final UsedIds ids;
    private final Refusals refusals;
    private final LongIntMap places = new LongIntMap();
    private final List<Compound> compounds = new ArrayList<>();
    private boolean nsOpen;
    private boolean utsSeen;
    private int announcedUts;
    private int announcedIpc;
    private int first;

    SeedNamespaces(FormatVersion target, UsedIds ids, Refusals refusals) {
        this.target = target;
        this.ids = ids;
        this.refusals = refusals;
    }

    /** Objref of the first NS of the image; 0 if it has none. */
    public int first() {
        return first;
    }

    /** How the NS object with this objref is written in v16. */
    public Compound of(int objref) {
        return compounds.get(places.get(objref, 0));
    }

    /** Looks at the record at hand. */
    void judge(ScanView view) {
        boolean seed = view.format().version().reconstructed();
        RecordType type = view.frame().type();
        utsSeen |= type == RecordType.UTS_NS;
        if (type == RecordType.NS) {
            first = first == 0 ? view.openObjref() : first;
            if (seed) {
                parted(view);
            } else {
                joined(view);
            }
        } else if (type == RecordType.OBJREF && target.reconstructed() && !seed) {
            announced(view);
        } else if (type == RecordType.TASK_OBJS && seed && target == FormatVersion.V18 && first == 0) {
            refusals.refuse(view, Rule.CKS012, "", "v18-2009-10 wants namespaces for each task, and there "
                    + "are none before this record");
        }
    }

    /** The namespaces of v16 become objects of their own, so their ids must be free to use. */
    private void parted(ScanView view) {
        own(view, "uts_objref", NEW_UTS, ObjType.UTS_NS);
        own(view, "ipc_objref", NEW_IPC, ObjType.IPC_NS);
    }

    private void own(ScanView view, String field, long flag, ObjType type) {
        int objref = (int) view.get(field);
        boolean fresh = (view.get("flags") & flag) != 0;
        boolean sound = fresh ? objref > 0 && ids.define(objref, type)
                : objref == 0 && target.since(FormatVersion.V19_DEV) || ids.isDefined(objref, type);
        if (!sound) {
            refusals.refuse(view, Rule.CKR002, field, target.label()
                    + " wants an object here, and this objref cannot be one");
        }
    }

    private void announced(ScanView view) {
        if (view.openType() == ObjType.NS) {
            nsOpen = true;
        } else if (view.openType() == ObjType.UTS_NS) {
            refuseStray(view, announcedUts != 0 || announcedIpc != 0 || !nsOpen);
            announcedUts = view.openObjref();
        } else if (view.openType() == ObjType.IPC_NS) {
            refuseStray(view, announcedIpc != 0 || !nsOpen || announcedUts != 0 && !utsSeen);
            announcedIpc = view.openObjref();
        }
    }

    private void joined(ScanView view) {
        int uts = (int) view.get("uts_objref");
        int ipc = (int) view.get("ipc_objref");
        boolean newUts = announcedUts != 0;
        boolean newIpc = announcedIpc != 0;
        refuseStray(view, target.reconstructed()
                && (newUts && announcedUts != uts || newIpc && announcedIpc != ipc));
        nsOpen = false;
        utsSeen = false;
        announcedUts = 0;
        announcedIpc = 0;
        if (target.reconstructed()) {
            places.put(view.openObjref(), compounds.size());
            compounds.add(new Compound((newUts ? NEW_UTS : 0) | (newIpc ? NEW_IPC : 0), uts, ipc));
        }
    }

    private void refuseStray(ScanView view, boolean stray) {
        if (stray) {
            refusals.refuse(view, Rule.CKS009, "", "namespaces that are not written right before their NS "
                    + "have no place in " + target.label());
        }
    }
}
