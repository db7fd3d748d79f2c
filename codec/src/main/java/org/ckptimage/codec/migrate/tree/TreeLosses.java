// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

/** Takes what the process tree loses or gains on its way to another version. */
public interface TreeLosses {
    /** Something the target cannot say, found at {@code offset} of the source. */
    void lost(long offset, String field, String what);

    /** Something the source did not say. */
    void invented(long offset, String field, String what);
}
