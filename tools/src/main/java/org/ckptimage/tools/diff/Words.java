// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.List;

/** Words for values in changes. */
public interface Words {
    /** Where an id counts. */
    enum Scope {
        /** In the outermost user namespace, whose ids may have names on the host. */
        HOST,
        /** In a user namespace of its own. */
        INSIDE
    }

    /** A user id. */
    String user(long id, Scope scope);

    /** A group id. */
    String group(long id, Scope scope);

    /** Such as {@code cap_chown}. */
    String capability(int number);

    /** Such as {@code 0x00000001 NOROOT}. */
    String securebits(long bits);

    /** Group ids. */
    default List<String> groups(List<Long> ids, Scope scope) {
        return ids.stream().map(id -> group(id, scope)).toList();
    }
}
