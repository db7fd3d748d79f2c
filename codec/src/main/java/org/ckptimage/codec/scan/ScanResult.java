// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.util.Optional;
import org.ckptimage.codec.ImageFormat;

/**
 * How a scan ended.
 *
 * @param end how far the image could be read
 * @param format how it is written; empty if not even that could be told
 * @param records number of records read
 * @param bytes number of bytes read
 */
public record ScanResult(End end, Optional<ImageFormat> format, long records, long bytes) {

    /** How far an image could be read. */
    public enum End {
        /** To its TAIL. */
        COMPLETE,
        /** To the messages of a checkpoint that failed. */
        FAILED,
        /** Not to its end: cut, not framed, or not a checkpoint image at all. */
        BROKEN,
        /** A version, flag or architecture that is not supported. */
        UNSUPPORTED
    }
}
