// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A user namespace ({@code ckpt_hdr_user_ns}; SPEC.md, credentials).
 *
 * <p>The kernel writes {@code creator_ref} 0 for the namespace of the root task, and a creator for each one
 * below it. So the level is the number of creators between a namespace and the one without: also where the
 * first task of the image lives deeper than others.
 *
 * @param objref its id
 * @param offset of its USER_NS record
 * @param creatorRef USER that made it; 0 for the namespace of the root task
 * @param level steps from creator to creator to a namespace without one; empty if the chain ends elsewhere
 * @param maps its id maps; empty if the image has no EXT_USER_NS_MAP for it
 */
public record UserNs(int objref, long offset, int creatorRef, OptionalInt level, Optional<IdMaps> maps) {
    public UserNs {
        Objects.requireNonNull(level);
        Objects.requireNonNull(maps);
    }

    /** The same namespace with its id maps. */
    public UserNs with(Optional<IdMaps> found) {
        return new UserNs(objref, offset, creatorRef, level, found);
    }
}
