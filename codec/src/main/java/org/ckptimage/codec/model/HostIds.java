// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * Turns ids inside a user namespace into those outside of all namespaces of an image, where the image has the
 * maps of all of them. The namespace that CRIU dumped from has no maps: there ids are the same on both sides.
 */
public final class HostIds {
    private static final int DEEPEST = 64;

    private final ObjectIndex index;
    private final boolean outermostIsHost;

    /** The maps of an image. */
    public HostIds(Image image, ObjectIndex index) {
        this.index = index;
        this.outermostIsHost = image.criu().isPresent();
    }

    /** The uid outside of all namespaces; empty if it is not mapped or a map is missing. */
    public OptionalLong uid(int userNsRef, long uid) {
        return outside(userNsRef, uid, IdMaps::uids);
    }

    /** The gid outside of all namespaces; empty if it is not mapped or a map is missing. */
    public OptionalLong gid(int userNsRef, long gid) {
        return outside(userNsRef, gid, IdMaps::gids);
    }

    /** True if the maps of this namespace and all above it are known. */
    public boolean known(int userNsRef) {
        int at = userNsRef;
        for (int level = 0; level < DEEPEST; level++) {
            Optional<UserNs> space = index.userNs(at);
            if (space.isEmpty()) {
                return false;
            }
            boolean outermost = space.get().creatorRef() == 0;
            if (outermost || space.get().maps().isEmpty()) {
                return outermost && (outermostIsHost || space.get().maps().isPresent());
            }
            at = parent(space.get());
        }
        return false;
    }

    private OptionalLong outside(int userNsRef, long id, Function<IdMaps, List<IdMaps.Extent>> side) {
        if (!known(userNsRef)) {
            return OptionalLong.empty();
        }
        OptionalLong found = OptionalLong.of(id);
        int at = userNsRef;
        while (found.isPresent() && at != 0) {
            UserNs space = index.userNs(at).orElseThrow();
            if (space.maps().isPresent()) {
                found = new IdMap(side.apply(space.maps().get())).outside(found.getAsLong());
            }
            at = space.creatorRef() == 0 ? 0 : parent(space);
        }
        return found;
    }

    private int parent(UserNs space) {
        return index.user(space.creatorRef()).map(User::usernsRef).orElse(0);
    }
}
