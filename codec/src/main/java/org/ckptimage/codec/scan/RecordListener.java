// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.io.IOException;

/** Sees every record of a scan after it was judged, in the order of the stream. */
@FunctionalInterface
public interface RecordListener {
    /** Called for one record; {@code view} is valid only during the call. */
    void record(ScanView view) throws IOException;
}
