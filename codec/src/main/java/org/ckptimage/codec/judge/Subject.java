// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.LongStream;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.space.Spaces;

/**
 * A cred as rules look at it.
 *
 * @param cred the cred
 * @param groups its supplementary groups; empty if they are not known
 * @param userNs objref of its user namespace; 0 if that is missing
 * @param spaces the user namespaces of the image
 */
public record Subject(Cred cred, Optional<GroupList> groups, int userNs, Spaces spaces) {
    /** Old kernels have 33 of them, and a full set is one of all that a kernel has. */
    private static final long FIRST_FULL = (1L << 33) - 1;

    /** True if uid 0 is among its real, effective and saved uid. */
    public boolean hasRoot() {
        Cred.Ids users = cred.users();
        return users.real() == 0 || users.effective() == 0 || users.saved() == 0;
    }

    /** True if it is not root but can become root again. */
    public boolean rootLeft() {
        return cred.users().effective() != 0 && hasRoot();
    }

    /** True if power in its user namespace is power over the host. */
    public boolean onHost() {
        return spaces.standing(userNs).host();
    }

    /** True if a set-uid program would give it capabilities that it lacks. */
    public boolean execGains() {
        boolean limited = !full(cred.caps().effective()) && !full(cred.caps().permitted());
        return onHost() && limited && full(cred.caps().bounding())
                && cred.noNewPrivs().equals(OptionalLong.of(0));
    }

    /** All that the kernels of the image's time may have had, from bit 0 without a gap. */
    public static boolean full(long set) {
        return (set & FIRST_FULL) == FIRST_FULL && (set & set + 1) == 0;
    }

    /** True if it reaches files as another user or group than it acts as. */
    public boolean filesystemIds() {
        return cred.users().filesystem() != cred.users().effective()
                || cred.groups().filesystem() != cred.groups().effective();
    }

    /** The ambient capabilities that have a name. */
    public long ambient() {
        return cred.ambient() & Capability.NAMED;
    }

    /** True if it is no root, but in group 0 of the host. */
    public boolean inRootGroup() {
        return !hasRoot() && (rootGroup(cred.groups().effective())
                || groups.isPresent() && groups.get().ids().stream().anyMatch(this::rootGroup));
    }

    private boolean rootGroup(long gid) {
        return onHost() ? gid == 0 : spaces.gid(userNs, gid).equals(OptionalLong.of(0));
    }

    /** True if maps are known, and one of its ids is not in them. */
    public boolean unmapped() {
        return spaces.known(userNs)
                && (ids(cred.users()).anyMatch(uid -> spaces.uid(userNs, uid).isEmpty())
                || ids(cred.groups()).anyMatch(gid -> spaces.gid(userNs, gid).isEmpty())
                || groups.map(GroupList::ids).orElse(List.of()).stream()
                        .anyMatch(gid -> spaces.gid(userNs, gid).isEmpty()));
    }

    private static LongStream ids(Cred.Ids ids) {
        return LongStream.of(ids.real(), ids.effective(), ids.saved(), ids.filesystem());
    }
}
