// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.ipc;

import java.util.List;

/**
 * An IPC namespace ({@code ckpt_hdr_ipcns}).
 *
 * @param objref its id; 0 in layouts that wrote it without one
 * @param offset of its IPC_NS record
 * @param objects what is in it, in the order of the stream
 * @param left objects that were left out, since there are more than {@link IpcReader#MOST_OBJECTS}
 */
public record IpcNs(int objref, long offset, List<IpcObject> objects, long left) {
    public IpcNs {
        objects = List.copyOf(objects);
    }
}
