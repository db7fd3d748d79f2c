// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.space;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.model.HostIds;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.UserNs;

/** The user namespaces of an image as seen from the host. */
public final class Spaces {
    private static final long ALL_IDS = 0xffff_ffffL;

    private final ObjectIndex index;
    private final HostIds hosts;
    private final boolean criu;

    public Spaces(Image image, ObjectIndex index) {
        this.index = index;
        this.hosts = new HostIds(image, index);
        this.criu = image.criu().isPresent();
    }

    /** What the namespace is to the host. */
    public Standing standing(int userNsRef) {
        Optional<UserNs> space = index.userNs(userNsRef);
        if (space.isEmpty()) {
            return Standing.UNKNOWN;
        }
        boolean outermost = space.get().creatorRef() == 0;
        Optional<IdMaps> maps = space.get().maps();
        if (maps.isPresent()) {
            boolean same = identity(maps.get().uids()) && identity(maps.get().gids());
            return outermost && same ? Standing.INITIAL : Standing.NESTED;
        }
        return !outermost ? Standing.NESTED : criu ? Standing.INITIAL : Standing.OUTERMOST;
    }

    /** The kernel shows one extent of all ids for the initial namespace. */
    private static boolean identity(List<IdMaps.Extent> extents) {
        return extents.equals(List.of(new IdMaps.Extent(0, 0, ALL_IDS)));
    }

    /** True if ids of the namespace can be told as those of the host. */
    public boolean known(int userNsRef) {
        return hosts.known(userNsRef);
    }

    /** The uid on the host; empty if it is not mapped, or a map is missing. */
    public OptionalLong uid(int userNsRef, long uid) {
        return hosts.uid(userNsRef, uid);
    }

    /** The gid on the host; empty if it is not mapped, or a map is missing. */
    public OptionalLong gid(int userNsRef, long gid) {
        return hosts.gid(userNsRef, gid);
    }
}
