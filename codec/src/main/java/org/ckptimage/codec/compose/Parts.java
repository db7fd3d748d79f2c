// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ckptimage.codec.graph.ObjrefAllocator.Lookup;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.Layouts;

/** What the writers of all parts of one image share, and those writers. */
final class Parts {
    final ImagePlan plan;
    final ImageWriter image;
    final Layouts layouts;
    final CredPart creds;
    final FilePart files;
    final FileTablePart tables;
    final SocketPart sockets;
    final PagePart pages;
    final MemoryPart memory;
    final IpcPart ipc;
    final NamespacePart namespaces;
    final SignalPart signals;

    Parts(ImagePlan plan, ImageWriter image) {
        this.plan = plan;
        this.image = image;
        this.layouts = Layouts.of(plan.version, plan.abi);
        this.creds = new CredPart(this);
        this.pages = new PagePart(this);
        this.sockets = new SocketPart(this);
        this.files = new FilePart(this);
        this.tables = new FileTablePart(this);
        this.memory = new MemoryPart(this);
        this.ipc = new IpcPart(this);
        this.namespaces = new NamespacePart(this);
        this.signals = new SignalPart(this);
    }

    boolean since(FormatVersion version) {
        return plan.version.since(version);
    }

    boolean has(RecordType type) {
        return type.in(plan.version);
    }

    /** A value of the machine's state, or 0 where the plan has nothing to say of that. */
    long machine(long value) {
        return plan.machine ? value : 0;
    }

    /** Bytes of a text, without NUL. */
    static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Writes STRING or FILE_NAME with its NUL. */
    void string(RecordType type, String text) throws IOException {
        image.payload(type, text(text + "\0"));
    }

    /** A text in an array of fixed size, filled up with NUL. */
    static byte[] fixed(String text, int size) {
        return Arrays.copyOf(text(text), size);
    }

    /** The id that referrers of a label use; 0 for no label. Writes the label at first sight. */
    int label(LabelPlan label) throws IOException {
        if (label == null || !has(RecordType.SECURITY)) {
            return 0;
        }
        Lookup pointer = image.objects().lookupAdd(ObjType.SECURITY_PTR, label);
        if (pointer.first()) {
            image.object(ObjType.SECURITY, new Object(), objref -> {
                image.write(image.record(RecordType.SECURITY)
                        .put("ptrref", pointer.objref()).put("sectype", label.kind()));
                string(RecordType.STRING, label.text());
            });
        }
        return pointer.objref();
    }
}
