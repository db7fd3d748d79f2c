// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.files;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.model.files.FileTable.Descriptor;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/** Collects the open files of an image while a scan runs. Memory does not grow with the image. */
public final class FilesReader implements RecordListener {
    /** Most files that are kept of one image, be they of a table or of a mapping. */
    public static final int MOST_FILES = 65_536;
    /** Most descriptors that are kept of one image; a table counts as one. */
    public static final int MOST_DESCRIPTORS = 65_536;
    /** Most bytes of names that are kept of one image. */
    public static final int MOST_NAME_BYTES = 4 << 20;

    private final Map<Integer, List<Descriptor>> tables = new HashMap<>();
    private final Map<Integer, OpenFile> files = new HashMap<>();
    private int descriptors;
    private int nameBytes;
    private long left;

    @Override
    public void record(ScanView view) {
        RecordType type = view.frame().type();
        if (type == RecordType.FILE && view.openType() == ObjType.FILE) {
            file(view);
        } else if (type == RecordType.FILE_NAME && view.openType() == ObjType.FILE) {
            name(view);
        } else if (type == RecordType.FILE_TABLE && view.openType() == ObjType.FILE_TABLE && room()) {
            tables.putIfAbsent(view.openObjref(), new ArrayList<>());
        } else if (type == RecordType.FILE_DESC && view.openType() == ObjType.FILE_TABLE) {
            descriptor(view);
        }
    }

    private void file(ScanView view) {
        if (files.size() == MOST_FILES) {
            left++;
            return;
        }
        int flags = OpenFlags.of(view.get("f_flags"), view.format().abi());
        FileKind kind = FileKind.of(view.get("f_type"));
        if (kind == FileKind.GENERIC && (flags & OpenFlags.DIRECTORY) != 0) {
            kind = FileKind.DIRECTORY;
        } else if (kind == FileKind.GENERIC && (flags & OpenFlags.PATH) != 0) {
            kind = FileKind.PATH;
        }
        int credRef = view.format().version().reconstructed() ? 0 : (int) view.get("f_credref");
        files.putIfAbsent(view.openObjref(), new OpenFile(view.openObjref(), view.frame().offset(), kind,
                flags, view.get("f_pos"), credRef, ""));
    }

    /** Up to its NUL; what has no place has no name, and is no longer there. */
    private void name(ScanView view) {
        Frame frame = view.frame();
        OpenFile file = files.get(view.openObjref());
        if (file == null || !frame.isHeld() || !file.name().isEmpty()) {
            return;
        }
        int from = frame.base() + FrameReader.HEADER;
        int to = from;
        while (to < frame.base() + (int) frame.length() && frame.bytes()[to] != 0) {
            to++;
        }
        if (to - from > MOST_NAME_BYTES - nameBytes) {
            files.remove(view.openObjref());
            left++;
            return;
        }
        nameBytes += to - from;
        files.put(view.openObjref(), file.named(new String(frame.bytes(), from, to - from,
                StandardCharsets.ISO_8859_1)));
    }

    private void descriptor(ScanView view) {
        List<Descriptor> table = tables.get(view.openObjref());
        if (table != null && room()) {
            table.add(new Descriptor((int) view.get("fd_descriptor"), (int) view.get("fd_objref"),
                    view.get("fd_close_on_exec") != 0 ? OnExec.CLOSE : OnExec.KEEP));
        }
    }

    private boolean room() {
        boolean fits = descriptors < MOST_DESCRIPTORS;
        if (fits) {
            descriptors++;
        } else {
            left++;
        }
        return fits;
    }

    /** What was found, as far as the image was read. */
    public OpenFiles files() {
        Map<Integer, FileTable> all = new HashMap<>();
        tables.forEach((objref, table) -> all.put(objref, new FileTable(objref, table)));
        return new OpenFiles(all, files, left);
    }
}
