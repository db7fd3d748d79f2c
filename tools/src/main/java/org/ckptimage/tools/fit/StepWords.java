// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.restart.planner.Authorisation.Step;
import org.ckptimage.restart.planner.Caller;

/** What a denied step would do, and why the caller may not, in words. */
final class StepWords {
    private static final int MOST_GROUPS = 8;

    private final Caller caller;
    private final Places places;

    StepWords(Caller caller, Places places) {
        this.caller = caller;
        this.places = places;
    }

    /** Such as {@code uid 33 takes cap_setuid, which the caller (uid 1000) lacks}. */
    String of(Step step) {
        return what(step) + (step.needed() == 0 ? ", which no capability allows"
                : " takes " + SetText.of(step.missing()) + ", which the caller (uid "
                        + caller.users().effective() + ") lacks");
    }

    /** What a bounding set has that nobody can give back. */
    String lost(int cred) {
        long wanted = places.cred(cred).map(one -> one.caps().bounding()).orElse(0L) & caller.all();
        return "the bounding set of the caller has not " + SetText.of(wanted & ~caller.caps().bounding())
                + ", so the task will not have it either";
    }

    private String what(Step step) {
        return switch (step.recordType()) {
            case "task" -> "a pid that is chosen";
            case "user_ns" -> space(step.field());
            case "ipc_ns" -> "an IPC namespace";
            case "groupinfo" -> "a change of groups from " + list(caller.groupinfo()) + " to "
                    + list(places.groupinfo(step.objref()).map(Groupinfo::groups).orElse(GroupList.EMPTY));
            case "cred" -> places.cred(step.objref()).map(cred -> cred(step, cred)).orElse(step.field());
            default -> step.field().equals("q_qbytes") ? "a capacity above 16384 bytes"
                    : "a creator who is not the caller";
        };
    }

    private static String space(String field) {
        return switch (field) {
            case "owner" -> "a user namespace of another owner";
            case "creator_ref" -> "a creator with another uid";
            case "creator_gid" -> "a creator with another gid";
            case "uid_map" -> "its map of uids";
            default -> "its map of gids";
        };
    }

    private String cred(Step step, Cred cred) {
        Cred.Caps held = caller.caps();
        return switch (step.field()) {
            case "uid" -> "uid " + ids(cred.users());
            case "gid" -> "gid " + ids(cred.groups());
            case "cap_p" -> "what is permitted in it";
            case "cap_i" -> "what is inheritable in it";
            case "cap_b" -> "a bounding set without " + SetText.of(held.bounding() & ~cred.caps().bounding());
            case "ambient" -> "an ambient set, against the caller's securebits 0x"
                    + Long.toHexString(held.securebits());
            case "securebits" -> "a change of securebits from 0x" + Long.toHexString(held.securebits())
                    + " to 0x" + Long.toHexString(cred.caps().securebits());
            default -> step.field();
        };
    }

    /** Real, effective, saved and file system id, each number once. */
    private static String ids(Cred.Ids ids) {
        return Stream.of(ids.real(), ids.effective(), ids.saved(), ids.filesystem()).distinct()
                .map(String::valueOf).collect(Collectors.joining("/"));
    }

    private static String list(GroupList groups) {
        String first = groups.ids().stream().limit(MOST_GROUPS).map(String::valueOf)
                .collect(Collectors.joining(" "));
        return Optional.of(first).filter(text -> !text.isEmpty()).orElse("none")
                + (groups.size() > MOST_GROUPS ? " and " + (groups.size() - MOST_GROUPS) + " more" : "");
    }
}
