// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.EnumSet;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.judge.Subject;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.space.Spaces;
import org.ckptimage.codec.space.Standing;
import org.ckptimage.tools.whoami.Surprise.Kind;

/** What is surprising about one identity; rules that {@code validate} has too are judged in one place. */
final class IdentityRules {
    private final Spaces spaces;

    IdentityRules(Spaces spaces) {
        this.spaces = spaces;
    }

    Set<Kind> of(Identity who) {
        Subject subject = new Subject(who.cred(), Optional.of(who.groups()), who.userNs(), spaces);
        Set<Kind> found = EnumSet.noneOf(Kind.class);
        power(who, subject, found);
        if (subject.rootLeft()) {
            found.add(Kind.ROOT_LEFT);
        }
        if (subject.inRootGroup()) {
            found.add(Kind.GROUP_OF_ROOT);
        }
        if (subject.ambient() != 0) {
            found.add(Kind.AMBIENT);
        }
        if (subject.execGains()) {
            found.add(Kind.EXEC_GAINS);
        }
        if (subject.filesystemIds()) {
            found.add(Kind.FILESYSTEM_IDS);
        }
        if (subject.unmapped()) {
            found.add(Kind.UNMAPPED);
        }
        if (who.standing() == Standing.UNKNOWN) {
            found.add(Kind.USER_NS_MISSING);
        }
        return found;
    }

    private void power(Identity who, Subject subject, Set<Kind> found) {
        Cred.Caps caps = who.cred().caps();
        boolean host = subject.onHost();
        boolean rootThere = who.root()
                && (host || spaces.uid(who.userNs(), 0).equals(OptionalLong.of(0)));
        if (who.root() && host && Subject.full(caps.effective())) {
            found.add(Kind.ROOT_OF_HOST);
        } else if (rootThere) {
            found.add(Kind.ROOT_UNMAPPED);
        }
        if (host && !subject.hasRoot() && (caps.effective() | caps.permitted()) != 0) {
            found.add(Kind.CAPABILITIES_WITHOUT_ROOT);
        }
        if (host && (caps.permitted() & ~caps.effective() & Capability.NAMED) != 0) {
            found.add(Kind.CAPABILITIES_IDLE);
        }
    }
}
