// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.diag;

/** Takes findings one at a time, in the order of the stream. */
@FunctionalInterface
public interface FindingSink {
    /** Takes one finding. */
    void report(Finding finding);
}
