// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import org.ckptimage.codec.graph.ObjrefAllocator.Lookup;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.ObjType;

/** FILE of every kind. */
final class FilePart {
    private static final int READ_WRITE = 3;

    private final Parts parts;
    private final ImageWriter image;

    FilePart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
    }

    /** The objref of a file, written at first sight; 0 for none. */
    int write(FilePlan file) throws IOException {
        return file == null ? 0 : image.object(ObjType.FILE, file, objref -> body(file));
    }

    private void body(FilePlan file) throws IOException {
        // the field came with the layouts after v16
        int cred = parts.plan.version.reconstructed() ? 0 : parts.creds.cred(file.opener());
        int label = parts.label(file.label());
        FilePlan.Kind kind = file.kind();
        if (kind instanceof FilePlan.Named named) {
            image.write(common("file", 1, file, cred, label));
            parts.string(FILE_NAME, named.path());
        } else if (kind instanceof FilePlan.PipeEnd end) {
            pipe(file, 2, end.pipe(), null, cred, label);
        } else if (kind instanceof FilePlan.Fifo fifo) {
            pipe(file, 3, fifo.pipe(), fifo.path(), cred, label);
        } else if (kind instanceof FilePlan.Socket socket) {
            int objref = parts.sockets.write(socket.socket());
            image.write(common("file_socket", 4, file, cred, label).put("sock_objref", objref));
        } else if (kind instanceof FilePlan.Terminal terminal) {
            TtyPart.Pair pair = new TtyPart(parts).write(terminal.tty());
            image.write(common("file_tty", 5, file, cred, label)
                    .put("tty_objref", terminal.master() ? pair.master() : pair.slave()));
        } else if (kind instanceof FilePlan.Epoll) {
            image.write(common("file", 6, file, cred, label));
        } else if (kind instanceof FilePlan.EventFd event) {
            image.write(common("file_eventfd", 7, file, cred, label).put("count", event.count()));
        }
    }

    private void pipe(FilePlan file, int type, PipePlan pipe, String path, int cred, int label)
            throws IOException {
        Lookup inode = image.objects().lookupAdd(ObjType.INODE, pipe);
        image.write(common("file_pipe", type, file, cred, label).put("pipe_objref", inode.objref()));
        if (path != null) {
            parts.string(FILE_NAME, path);
        }
        if (inode.first()) {
            image.payload(PIPE_BUF, pipe.data());
        }
    }

    private RecordBuilder common(String struct, int type, FilePlan file, int cred, int label) {
        String prefix = struct.equals("file") ? "" : "common.";
        return image.record(FILE, image.layout("ckpt_hdr_" + struct), 0)
                .put(prefix + "f_type", type).put(prefix + "f_mode", READ_WRITE)
                .put(prefix + "f_flags", file.flags()).put(prefix + "f_credref", cred)
                .put(prefix + "f_pos", file.position()).putIfPresent(prefix + "f_secref", label);
    }
}
