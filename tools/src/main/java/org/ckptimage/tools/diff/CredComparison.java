// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.tools.diff.Changes.Place;
import org.ckptimage.tools.diff.Words.Scope;

/** Compares the credentials of one task in two images. */
final class CredComparison {
    private final Changes changes;
    private final Words words;

    CredComparison(Changes changes, Words words) {
        this.changes = changes;
        this.words = words;
    }

    void compare(Place place, CredFacts from, CredFacts to) {
        Scope scope = from.level() == 0 && to.level() == 0 ? Scope.HOST : Scope.INSIDE;
        users(place, from.users(), to.users(), scope);
        groups(place, from.groups(), to.groups(), scope);
        List<String> gained = words.groups(to.groupList().without(from.groupList()), scope);
        List<String> lost = words.groups(from.groupList().without(to.groupList()), scope);
        changes.members(place, Field.GROUPS, gained, lost, PrivilegeRules.groups(gained, lost));
        capabilities(place, from.caps(), to.caps());
        set(place, Field.CAP_AMBIENT, ambient(from), ambient(to));
        restraint(place, Field.NO_NEW_PRIVS, noNewPrivs(from), noNewPrivs(to));
        changes.compare(place, Field.LSM_PROFILE, label(from, Cred.Ext::lsmProfile),
                label(to, Cred.Ext::lsmProfile));
        changes.compare(place, Field.LSM_SOCKCREATE, label(from, Cred.Ext::lsmSockcreate),
                label(to, Cred.Ext::lsmSockcreate));
        changes.compare(place, Field.USER, from.user(), to.user());
        if (!from.userNs().equals(to.userNs())) {
            changes.add(place, Field.USER_NS, from.userNs(), to.userNs(),
                    PrivilegeRules.level(from.level(), to.level()));
        }
    }

    private void users(Place place, Cred.Ids from, Cred.Ids to, Scope scope) {
        id(place, Field.UID, from.real(), to.real(), scope);
        id(place, Field.EUID, from.effective(), to.effective(), scope);
        id(place, Field.SUID, from.saved(), to.saved(), scope);
        id(place, Field.FSUID, from.filesystem(), to.filesystem(), scope);
    }

    private void groups(Place place, Cred.Ids from, Cred.Ids to, Scope scope) {
        id(place, Field.GID, from.real(), to.real(), scope);
        id(place, Field.EGID, from.effective(), to.effective(), scope);
        id(place, Field.SGID, from.saved(), to.saved(), scope);
        id(place, Field.FSGID, from.filesystem(), to.filesystem(), scope);
    }

    private void id(Place place, Field field, long from, long to, Scope scope) {
        if (from != to) {
            boolean user = field.word().endsWith("uid");
            changes.add(place, field, user ? words.user(from, scope) : words.group(from, scope),
                    user ? words.user(to, scope) : words.group(to, scope), PrivilegeRules.id(from, to));
        }
    }

    private void capabilities(Place place, Cred.Caps from, Cred.Caps to) {
        set(place, Field.CAP_INHERITABLE, from.inheritable(), to.inheritable());
        set(place, Field.CAP_PERMITTED, from.permitted(), to.permitted());
        set(place, Field.CAP_EFFECTIVE, from.effective(), to.effective());
        set(place, Field.CAP_BOUNDING, from.bounding(), to.bounding());
        if (from.securebits() != to.securebits()) {
            changes.add(place, Field.SECUREBITS, words.securebits(from.securebits()),
                    words.securebits(to.securebits()),
                    PrivilegeRules.securebits(from.securebits(), to.securebits()));
        }
    }

    private void set(Place place, Field field, long from, long to) {
        changes.members(place, field, capabilities(to & ~from), capabilities(from & ~to),
                PrivilegeRules.capabilities(from, to));
    }

    private List<String> capabilities(long mask) {
        List<String> names = new ArrayList<>();
        for (int bit = 0; bit < Long.SIZE; bit++) {
            if ((mask >>> bit & 1) != 0) {
                names.add(words.capability(bit));
            }
        }
        return names;
    }

    private static long ambient(CredFacts cred) {
        return cred.ext().map(Cred.Ext::ambient).orElse(0L);
    }

    private static OptionalLong noNewPrivs(CredFacts cred) {
        return cred.ext().map(Cred.Ext::noNewPrivs).orElse(OptionalLong.empty());
    }

    private static String label(CredFacts cred, Function<Cred.Ext, Optional<String>> label) {
        return cred.ext().flatMap(label).orElse("none");
    }

    /** Of a restraint that an image no longer speaks of, nobody can say that it is still there. */
    private void restraint(Place place, Field field, OptionalLong from, OptionalLong to) {
        if (!from.equals(to)) {
            changes.add(place, field, Comparison.known(from), Comparison.known(to),
                    PrivilegeRules.restraint(from.orElse(0), to.orElse(0)));
        }
    }
}
