// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.Set;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.StructLayout;

/** FILE_TABLE, its descriptors, and what can be written only after all files. */
final class FileTablePart {
    private final Parts parts;
    private final ImageWriter image;

    FileTablePart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
    }

    /** The objref of a file table, written at first sight. */
    int write(FilesPlan files) throws IOException {
        return image.object(ObjType.FILE_TABLE, files, objref -> table(files));
    }

    private void table(FilesPlan files) throws IOException {
        Set<FilePlan> deferred = new LinkedHashSet<>();
        image.write(image.record(FILE_TABLE).put("fdt_nfds", files.descriptors.size()));
        for (FilesPlan.Descriptor descriptor : files.descriptors) {
            FilePlan file = descriptor.file();
            if (image.objects().lookup(ObjType.FILE, file) == 0) {
                deferred.add(file);
            }
            int objref = parts.files.write(file);
            image.write(image.record(FILE_DESC).put("fd_objref", objref)
                    .put("fd_descriptor", descriptor.number())
                    .put("fd_close_on_exec", descriptor.closeOnExec() ? 1 : 0));
        }
        for (FilePlan file : deferred) {
            if (file.kind() instanceof FilePlan.Epoll epoll) {
                items(file, epoll);
            } else if (file.kind() instanceof FilePlan.Socket socket) {
                parts.sockets.queues(socket.socket());
            }
        }
    }

    private void items(FilePlan file, FilePlan.Epoll epoll) throws IOException {
        int count = epoll.items().size();
        image.write(image.record(EPOLL_ITEMS)
                .put("epfile_objref", image.objects().lookup(ObjType.FILE, file)).put("num_items", count));
        if (count == 0) {
            return;
        }
        StructLayout layout = image.layout("ckpt_eventpoll_item");
        ByteOrderView order = parts.plan.order;
        byte[] bytes = new byte[count * layout.size()];
        int at = 0;
        for (FilePlan.EpollItem item : epoll.items()) {
            order.putI64(bytes, at + layout.field("data").offset(), item.data());
            order.putI32(bytes, at + layout.field("fd").offset(), item.fd());
            int objref = item.file() == null ? 0 : image.objects().lookup(ObjType.FILE, item.file());
            order.putI32(bytes, at + layout.field("file_objref").offset(), objref);
            order.putI32(bytes, at + layout.field("events").offset(), item.events());
            at += layout.size();
        }
        image.payload(BUFFER, bytes);
    }
}
