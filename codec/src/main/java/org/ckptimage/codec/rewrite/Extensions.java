// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import org.ckptimage.formats.RecordType;

/** Records that may stand between any two others. */
final class Extensions {
    private Extensions() {}

    /** True for an extension record, and for one of unknown type (null). */
    static boolean is(RecordType type) {
        return type == null || type == RecordType.EXT_USER_NS_MAP || type == RecordType.EXT_CRED
                || type == RecordType.EXT_TASK;
    }
}
