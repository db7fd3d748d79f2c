// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.record.RecordText;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/** Makes values of NS and UTS_NS. */
final class NamespaceReader {
    private final List<Ns> sets = new ArrayList<>();
    private final List<UtsNs> uts = new ArrayList<>();

    void take(ScanView view, RecordType type) {
        if (type == RecordType.NS && view.openType() == ObjType.NS) {
            sets.add(new Ns(view.openObjref(), view.frame().offset(), (int) view.get("uts_objref"),
                    (int) view.get("ipc_objref"), (int) view.get("net_objref")));
        } else if (type == RecordType.UTS_NS && view.openType() == ObjType.UTS_NS) {
            uts.add(uts(view, view.openObjref()));
        } else if (type == RecordType.UTS_NS && view.openType() == ObjType.NS && !sets.isEmpty()) {
            // v16 and before wrote it behind its NS, without OBJREF
            uts.add(uts(view, sets.get(sets.size() - 1).utsRef()));
        }
    }

    private static UtsNs uts(ScanView view, int objref) {
        return new UtsNs(objref, view.frame().offset(), text(view, "nodename"), text(view, "domainname"));
    }

    private static String text(ScanView view, String name) {
        FieldLayout field = view.field(RecordType.UTS_NS, name);
        Frame frame = view.frame();
        if (!frame.has(field)) {
            return "";
        }
        int from = frame.base() + field.offset();
        return RecordText.of(frame.bytes(), from, frame.base() + field.end());
    }

    List<Ns> sets() {
        return sets;
    }

    List<UtsNs> uts() {
        return uts;
    }
}
