// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.util.List;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/**
 * How an image is written.
 *
 * @param version the layout it is read with
 * @param candidates every layout that fits the evidence seen, {@code version} among them; CHECKPOINT_VERSION
 *     does not tell all layouts apart, and some differ only in records an image need not have
 * @param abi architecture of the kernel that wrote it
 * @param order byte order of everything but {@code arch_id}
 */
public record ImageFormat(FormatVersion version, List<FormatVersion> candidates, Abi abi,
        ByteOrderView order) {
    public ImageFormat {
        candidates = List.copyOf(candidates);
    }
}
