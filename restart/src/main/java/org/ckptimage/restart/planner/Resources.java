// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.io.IOException;
import java.util.List;
import java.util.Objects;
import org.ckptimage.codec.model.files.FilesReader;
import org.ckptimage.codec.model.files.OpenFiles;
import org.ckptimage.codec.model.ipc.IpcNs;
import org.ckptimage.codec.model.ipc.IpcReader;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;

/**
 * What tasks had beside their creds, as far as it is made again.
 *
 * @param ipc objects of the IPC namespaces
 * @param files that tasks held open
 */
public record Resources(List<IpcNs> ipc, OpenFiles files) {
    /** Nothing. */
    public static final Resources NONE = new Resources(List.of(), OpenFiles.NONE);

    public Resources {
        ipc = List.copyOf(ipc);
        Objects.requireNonNull(files);
    }

    /** Collects them while an image is scanned, within the bounds of both readers. */
    public static final class Reader implements RecordListener {
        private final IpcReader ipc = new IpcReader();
        private final FilesReader files = new FilesReader();

        @Override
        public void record(ScanView view) throws IOException {
            ipc.record(view);
            files.record(view);
        }

        /** What was found so far. */
        public Resources resources() {
            return new Resources(ipc.namespaces(), files.files());
        }
    }
}
