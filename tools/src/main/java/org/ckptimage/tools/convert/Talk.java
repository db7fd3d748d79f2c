// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.rewrite.DedupReport;

/** Takes what there is to say about a conversion while it goes on; findings are those about its result. */
public interface Talk extends FindingSink {
    /** Equal objects were merged. */
    void merged(DedupReport report);
}
