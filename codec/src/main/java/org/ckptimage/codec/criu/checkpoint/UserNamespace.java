// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Objects;
import org.ckptimage.codec.model.IdMap;

/**
 * A user namespace: what userns-N.img says.
 *
 * @param id its number, {@code user_ns_id} of the processes in it
 * @param uids map of user ids
 * @param gids map of group ids
 */
public record UserNamespace(int id, IdMap uids, IdMap gids) {
    public UserNamespace {
        Objects.requireNonNull(uids);
        Objects.requireNonNull(gids);
    }
}
