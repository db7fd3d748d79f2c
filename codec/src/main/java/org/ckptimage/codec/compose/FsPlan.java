// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/** Directories and umask of a task. */
public record FsPlan(String cwd, String root, int umask) {
    /** Both directories the root directory. */
    public static FsPlan standard() {
        return new FsPlan("/", "/", 022);
    }
}
