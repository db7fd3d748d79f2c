// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.time.Clock;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.graph.LookupTrace;

/**
 * What a scan may spend and what time it is.
 *
 * @param limits bounds on what is taken from the image
 * @param clock tells whether a time of capture lies in the future
 * @param trace sees every look-up of a shared object
 */
public record ScanSettings(ReadLimits limits, Clock clock, LookupTrace trace) {
    /** Settings that trace nothing. */
    public ScanSettings(ReadLimits limits, Clock clock) {
        this(limits, clock, LookupTrace.NONE);
    }

    /** The same settings with look-ups traced. */
    public ScanSettings tracing(LookupTrace lookups) {
        return new ScanSettings(limits, clock, lookups);
    }

    /** Standard limits and the clock of the machine. */
    public static ScanSettings standard() {
        return new ScanSettings(ReadLimits.standard(), Clock.systemUTC());
    }
}
