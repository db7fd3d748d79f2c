// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.EnumSet;
import java.util.OptionalLong;
import java.util.Set;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.space.Spaces;
import org.ckptimage.codec.space.Standing;
import org.ckptimage.tools.whoami.Surprise.Kind;

/** What is surprising about one identity. */
final class IdentityRules {
    private static final long ALL = (1L << Capability.values().length) - 1;
    /** Old kernels have 33 of them, and a full set is one of all that a kernel has. */
    private static final long FIRST_FULL = (1L << 33) - 1;

    private final Spaces spaces;

    IdentityRules(Spaces spaces) {
        this.spaces = spaces;
    }

    Set<Kind> of(Identity who) {
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        power(who, found);
        exec(who, found);
        ids(who, found);
        return found;
    }

    private void power(Identity who, Set<Kind> found) {
        Cred.Caps caps = who.cred().caps();
        boolean host = who.standing().host();
        boolean rootThere = who.root() && (host || onHost(who, 0).equals(OptionalLong.of(0)));
        if (who.root() && host && full(caps.effective())) {
            found.add(Kind.ROOT_OF_HOST);
        } else if (rootThere) {
            found.add(Kind.ROOT_UNMAPPED);
        }
        if (!who.root() && who.hasRoot()) {
            found.add(Kind.ROOT_LEFT);
        }
        if (host && !who.hasRoot() && (caps.effective() | caps.permitted()) != 0) {
            found.add(Kind.CAPABILITIES_WITHOUT_ROOT);
        }
        if (host && (caps.permitted() & ~caps.effective() & ALL) != 0) {
            found.add(Kind.CAPABILITIES_IDLE);
        }
    }

    private static void exec(Identity who, Set<Kind> found) {
        Cred cred = who.cred();
        if ((cred.ambient() & ALL) != 0) {
            found.add(Kind.AMBIENT);
        }
        boolean limited = !full(cred.caps().effective()) && !full(cred.caps().permitted());
        if (who.standing().host() && limited && full(cred.caps().bounding())
                && cred.noNewPrivs().equals(OptionalLong.of(0))) {
            found.add(Kind.EXEC_GAINS);
        }
    }

    private void ids(Identity who, Set<Kind> found) {
        Cred.Ids users = who.cred().users();
        Cred.Ids groups = who.cred().groups();
        if (users.filesystem() != users.effective() || groups.filesystem() != groups.effective()) {
            found.add(Kind.FILESYSTEM_IDS);
        }
        if (who.standing() == Standing.UNKNOWN) {
            found.add(Kind.USER_NS_MISSING);
        }
        if (!who.hasRoot() && inRootGroup(who)) {
            found.add(Kind.GROUP_OF_ROOT);
        }
        if (spaces.known(who.userNs()) && unmapped(who)) {
            found.add(Kind.UNMAPPED);
        }
    }

    private OptionalLong onHost(Identity who, long uid) {
        return spaces.uid(who.userNs(), uid);
    }

    private boolean inRootGroup(Identity who) {
        GroupList all = who.groups();
        for (int i = 0; i < all.size(); i++) {
            if (rootGroup(who, all.get(i))) {
                return true;
            }
        }
        return rootGroup(who, who.cred().groups().effective());
    }

    private boolean rootGroup(Identity who, long gid) {
        return who.standing().host() ? gid == 0
                : spaces.gid(who.userNs(), gid).equals(OptionalLong.of(0));
    }

    private boolean unmapped(Identity who) {
        Cred.Ids users = who.cred().users();
        Cred.Ids groups = who.cred().groups();
        for (long uid : new long[] {users.real(), users.effective(), users.saved(), users.filesystem()}) {
            if (spaces.uid(who.userNs(), uid).isEmpty()) {
                return true;
            }
        }
        for (long gid : new long[] {groups.real(), groups.effective(), groups.saved(),
            groups.filesystem()}) {
            if (spaces.gid(who.userNs(), gid).isEmpty()) {
                return true;
            }
        }
        return who.groups().ids().stream().anyMatch(gid -> spaces.gid(who.userNs(), gid).isEmpty());
    }

    /** All that the kernels of the image's time may have had, from bit 0 without a gap. */
    private static boolean full(long set) {
        return (set & FIRST_FULL) == FIRST_FULL && (set & set + 1) == 0;
    }
}
