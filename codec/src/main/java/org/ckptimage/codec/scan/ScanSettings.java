// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.time.Clock;
import org.ckptimage.codec.ReadLimits;

/**
 * What a scan may spend and what time it is.
 *
 * @param limits bounds on what is taken from the image
 * @param clock tells whether a time of capture lies in the future
 */
public record ScanSettings(ReadLimits limits, Clock clock) {
    /** Standard limits and the clock of the machine. */
    public static ScanSettings standard() {
        return new ScanSettings(ReadLimits.standard(), Clock.systemUTC());
    }
}
