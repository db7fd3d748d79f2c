// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.ipc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.RecordType;

/** An object whose contents are still being read. */
final class Draft {
    private static final int LARGEST_PAGE = 65536;
    private static final int SEMAPHORE = 8;

    private final RecordType type;
    private final IpcPerms perms;
    private final long offset;
    private final long size;
    private final long flags;
    private final Contents contents;
    private final List<IpcObject.Page> pages = new ArrayList<>();
    private final List<IpcObject.Message> messages = new ArrayList<>();
    private final List<Integer> values = new ArrayList<>();
    private long pagesDue;
    private Text text;

    Draft(ScanView view, RecordType type, Contents contents) {
        this.type = type;
        this.contents = contents;
        offset = view.frame().offset();
        perms = new IpcPerms((int) view.get("perms.id"), view.get("perms.key"),
                new IpcPerms.Owner(view.get("perms.uid"), view.get("perms.gid")),
                new IpcPerms.Owner(view.get("perms.cuid"), view.get("perms.cgid")),
                (int) view.get("perms.mode"));
        size = view.get(switch (type) {
            case IPC_SHM -> "shm_segsz";
            case IPC_MSG -> "q_qbytes";
            default -> "sem_nsems";
        });
        flags = type == RecordType.IPC_SHM ? view.get("flags") : 0;
    }

    /** Text of a message that comes in pieces. */
    private static final class Text {
        final long type;
        final byte[] bytes;
        int have;

        Text(long type, int length) {
            this.type = type;
            this.bytes = new byte[length];
        }
    }

    void take(ScanView view, RecordType record) throws IOException {
        if (record == RecordType.PGARR) {
            pagesDue = view.get("nr_pages");
        } else if (record == RecordType.IPC_MSG_MSG) {
            message(view);
        } else if (type == RecordType.IPC_SHM) {
            pages(view);
        } else if (type == RecordType.IPC_MSG) {
            text(view);
        } else {
            semaphores(view);
        }
    }

    private static long payload(ScanView view) {
        return view.frame().length() - FrameReader.HEADER;
    }

    /** n addresses, each the number of a page, and n pages. */
    private void pages(ScanView view) throws IOException {
        long bytes = payload(view);
        int word = view.format().abi().wordSize();
        long page = pagesDue > 0 && bytes % pagesDue == 0 ? bytes / pagesDue - word : 0;
        if (page <= 0 || page > LARGEST_PAGE || !contents.take(bytes + Contents.OVERHEAD * pagesDue)) {
            return;
        }
        byte[] addresses = Contents.bytes(view, (int) pagesDue * word);
        ByteOrderView order = view.frame().order();
        for (int i = 0; i < pagesDue; i++) {
            long number = order.unsigned(addresses, i * word, word);
            pages.add(new IpcObject.Page(number * page, Contents.bytes(view, (int) page)));
        }
        pagesDue = 0;
    }

    /** Its text is read only if all of it fits; memory is taken before the text came, within the bound. */
    private void message(ScanView view) {
        finishText();
        long length = view.get("m_ts");
        text = contents.take(length) ? new Text(view.get("m_type"), (int) length) : null;
    }

    private void text(ScanView view) throws IOException {
        if (text != null) {
            int n = (int) Math.min(payload(view), text.bytes.length - text.have);
            System.arraycopy(Contents.bytes(view, n), 0, text.bytes, text.have, n);
            text.have += n;
        }
    }

    private void finishText() {
        if (text != null) {
            messages.add(new IpcObject.Message(text.type, text.bytes));
            text = null;
        }
    }

    private void semaphores(ScanView view) throws IOException {
        long bytes = payload(view);
        if (values.isEmpty() && contents.take(2 * bytes)) {
            Frame frame = view.frame();
            byte[] pairs = Contents.bytes(view, (int) bytes);
            for (int at = 0; at + SEMAPHORE <= pairs.length; at += SEMAPHORE) {
                values.add(frame.order().i32(pairs, at));
            }
        }
    }

    IpcObject object() {
        finishText();
        long left = contents.takeLeft();
        return switch (type) {
            case IPC_SHM -> new IpcObject.Shm(perms, offset, size, flags, pages, left);
            case IPC_MSG -> new IpcObject.Queue(perms, offset, size, messages, left);
            default -> new IpcObject.Semaphores(perms, offset, size, values, left);
        };
    }
}
