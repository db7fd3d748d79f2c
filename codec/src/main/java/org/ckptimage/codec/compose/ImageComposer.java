// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.graph.ObjrefAllocator;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.RecordType;

/** Writes the image that a plan describes, front to back. Same plan, same bytes. */
public final class ImageComposer {
    private static final long TAIL_MAGIC = 0x002d2a0cc0deef00L;

    private ImageComposer() {}

    /** Writes to {@code out} and flushes it; objects are the same if they are one instance. */
    public static void write(ImagePlan plan, OutputStream out) throws IOException {
        write(plan, out, ObjrefAllocator.byIdentity());
    }

    /** Writes to {@code out} and flushes it; {@code objects} tells which objects are the same. */
    public static void write(ImagePlan plan, OutputStream out, ObjrefAllocator objects) throws IOException {
        // not closed: the stream is the caller's
        @SuppressWarnings("resource")
        ImageWriter image = new ImageWriter(out, plan.format(), objects);
        Parts parts = new Parts(plan, image);
        new HeaderPart(parts).write();
        new TreePart(parts).write();
        TaskPart tasks = new TaskPart(parts);
        int index = 0;
        for (TaskPlan task : plan.tasks) {
            tasks.write(task, index++);
        }
        if (plan.failures.isEmpty()) {
            image.write(image.record(RecordType.TAIL).put("magic", TAIL_MAGIC));
        }
        for (String message : plan.failures) {
            image.payload(RecordType.ERROR, new byte[0]);
            image.payload(RecordType.STRING, Parts.text("\0" + message + "\0"));
        }
        image.frames().flush();
    }
}
