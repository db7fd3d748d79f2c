// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.Map;
import java.util.TreeMap;

/** Signal handlers: address by signal, 1 for ignored; all others have the default action. */
public final class SighandPlan {
    final Map<Integer, Long> handlers = new TreeMap<>();

    /** Sets the action of a signal. */
    public SighandPlan on(int signal, long handler) {
        handlers.put(signal, handler);
        return this;
    }
}
