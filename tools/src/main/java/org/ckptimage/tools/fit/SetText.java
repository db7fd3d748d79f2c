// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import org.ckptimage.tools.present.Capabilities;

/** Names of capabilities within a sentence. */
final class SetText {
    private SetText() {}

    static String of(long set) {
        String names = Capabilities.set(set);
        return set == 0 ? "no capability" : names.equals("all") ? "all capabilities" : names;
    }
}
