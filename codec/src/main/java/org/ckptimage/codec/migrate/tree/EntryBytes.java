// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import java.io.IOException;
import java.util.Arrays;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.StructLayout;

/** One entry of TREE at a time, as payload of the BUFFER that was begun. */
final class EntryBytes {
    private final StructLayout layout;
    private final ImageWriter image;
    private final byte[] bytes;

    private EntryBytes(StructLayout layout, ImageWriter image) {
        this.layout = layout;
        this.image = image;
        this.bytes = new byte[layout.size()];
    }

    /** Writes TREE and begins the BUFFER with its entries. */
    static EntryBytes begin(StructLayout layout, ImageWriter image, int tasks) throws IOException {
        image.write(image.record(RecordType.TREE).put("nr_tasks", tasks));
        image.begin(RecordType.BUFFER, (long) layout.size() * tasks);
        return new EntryBytes(layout, image);
    }

    /** Writes a bare number into the BUFFER that was begun. */
    static void number(ImageWriter image, int value) throws IOException {
        byte[] bytes = new byte[Integer.BYTES];
        image.format().order().putI32(bytes, 0, value);
        image.frames().payload(bytes, 0, bytes.length);
    }

    /** Sets a field if this layout has it. */
    void put(String field, int value) {
        if (layout.has(field)) {
            image.format().order().putI32(bytes, layout.field(field).offset(), value);
        }
    }

    void write() throws IOException {
        image.frames().payload(bytes, 0, bytes.length);
        Arrays.fill(bytes, (byte) 0);
    }
}
