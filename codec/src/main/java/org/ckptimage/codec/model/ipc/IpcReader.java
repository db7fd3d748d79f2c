// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.ipc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/** Collects the SysV IPC objects of an image while a scan runs. Memory does not grow with the image. */
public final class IpcReader implements RecordListener {
    /** Most bytes of contents that are kept of one image; each page, message or set counts 64 more. */
    public static final int MOST_BYTES = 8 << 20;
    /** Most objects that are kept of one image. */
    public static final int MOST_OBJECTS = 4096;

    private final List<IpcNs> spaces = new ArrayList<>();
    private final List<IpcObject> objects = new ArrayList<>();
    private final Contents contents = new Contents(MOST_BYTES);
    private Draft draft;
    private int kept;
    private long dropped;
    private int space;
    private long spaceAt;
    private boolean open;

    @Override
    public void record(ScanView view) throws IOException {
        RecordType type = view.frame().type();
        if (type == null) {
            return;
        }
        switch (type) {
            case IPC_NS -> begin(view);
            case IPC_SHM, IPC_MSG, IPC_SEM -> object(view, type);
            case IPC, SECURITY, STRING -> { }
            case PGARR, BUFFER, IPC_MSG_MSG -> {
                if (draft != null) {
                    draft.take(view, type);
                }
            }
            case OBJREF -> {
                if (view.openType() != ObjType.IPC_NS && view.openType() != ObjType.SECURITY) {
                    end();
                }
            }
            default -> end();
        }
    }

    private void begin(ScanView view) {
        end();
        open = true;
        space = view.openType() == ObjType.IPC_NS ? view.openObjref() : 0;
        spaceAt = view.frame().offset();
    }

    private void object(ScanView view, RecordType type) {
        finish();
        if (!open) {
            return;
        }
        if (kept == MOST_OBJECTS) {
            dropped++;
        } else {
            kept++;
            draft = new Draft(view, type, contents);
        }
    }

    private void finish() {
        if (draft != null) {
            objects.add(draft.object());
            draft = null;
        }
    }

    private void end() {
        finish();
        if (open) {
            spaces.add(new IpcNs(space, spaceAt, objects, dropped));
            objects.clear();
            dropped = 0;
            open = false;
        }
    }

    /** The namespaces in the order of the stream, as far as the image was read. */
    public List<IpcNs> namespaces() {
        end();
        return List.copyOf(spaces);
    }
}
