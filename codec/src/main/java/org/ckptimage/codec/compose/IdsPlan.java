// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/** The four user or group ids of a cred. */
public record IdsPlan(int real, int saved, int effective, int fs) {
    /** The same id four times. */
    public static IdsPlan all(int id) {
        return new IdsPlan(id, id, id, id);
    }
}
