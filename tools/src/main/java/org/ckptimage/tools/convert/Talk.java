// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.migrate.Loss;
import org.ckptimage.codec.rewrite.DedupReport;

/** Takes what there is to say about a conversion while it goes on; findings are those about its result. */
public interface Talk extends FindingSink {
    /** Something was lost or invented. */
    void lost(Loss loss);

    /** Equal objects were merged. */
    void merged(DedupReport report);
}
