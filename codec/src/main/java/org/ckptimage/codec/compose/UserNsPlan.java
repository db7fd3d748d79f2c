// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/**
 * A user namespace.
 *
 * @param creator the user that made it; null for that of the root task
 * @param map id maps for the extension record; null for none
 */
public record UserNsPlan(UserPlan creator, IdMapPlan map) {
    /** The namespace of the root task. */
    public static UserNsPlan root() {
        return new UserNsPlan(null, null);
    }

    /** A namespace that {@code creator} made. */
    public static UserNsPlan madeBy(UserPlan creator) {
        return new UserNsPlan(creator, null);
    }
}
