// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

/** Takes losses one at a time, as the conversion meets them. */
@FunctionalInterface
public interface LossSink {
    /** Takes one loss. */
    void report(Loss loss);
}
