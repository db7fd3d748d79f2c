// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge.stream;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.record.RecordText;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/** The labels of a stream, by both of the ids that each has. */
final class LabelLog {
    private static final int MOST = 1 << 12;

    private final Map<Integer, String> labels = new HashMap<>();
    private int pointer;
    private boolean textDue;

    void take(ScanView view, RecordType type) {
        if (type == RecordType.SECURITY && view.openType() == ObjType.SECURITY) {
            pointer = (int) view.get("ptrref");
            textDue = true;
        } else if (textDue && type == RecordType.STRING) {
            textDue = false;
            Frame frame = view.frame();
            if (frame.isHeld() && frame.length() > 8 && labels.size() < MOST) {
                String text = RecordText.of(frame.bytes(), frame.base() + 8,
                        frame.base() + (int) frame.length());
                labels.putIfAbsent(pointer, text);
                labels.putIfAbsent(view.openObjref(), text);
            }
        }
    }

    /** The cred with its label. */
    Cred on(Cred cred) {
        String label = cred.secRef() <= 0 ? null : labels.get(cred.secRef());
        if (label == null) {
            return cred;
        }
        OptionalLong noNewPrivs = cred.noNewPrivs();
        return cred.with(Optional.of(new Cred.Ext(noNewPrivs, cred.ambient(), Optional.of(label),
                Optional.empty())));
    }
}
