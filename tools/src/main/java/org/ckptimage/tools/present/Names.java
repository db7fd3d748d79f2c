// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.nio.file.Path;

/**
 * Names for ids.
 *
 * @param users for user ids
 * @param groups for group ids
 */
public record Names(HostNames users, HostNames groups) {
    /** No names. */
    public static Names none() {
        return new Names(HostNames.none(), HostNames.none());
    }

    /** Those of this host. */
    public static Names ofHost() {
        return new Names(HostNames.in(Path.of("/etc/passwd")), HostNames.in(Path.of("/etc/group")));
    }
}
