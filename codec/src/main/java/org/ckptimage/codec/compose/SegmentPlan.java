// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/** Shared memory: its size and pages. Whoever maps it names the same instance. */
public final class SegmentPlan {
    final long size;
    final PagesPlan pages;

    public SegmentPlan(long size, PagesPlan pages) {
        this.size = size;
        this.pages = pages;
    }
}
