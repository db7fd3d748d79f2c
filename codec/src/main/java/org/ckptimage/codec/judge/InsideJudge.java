// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.codec.space.Spaces;

/** Rules about who is inside, which hold of images of any kind. */
public final class InsideJudge {
    /** Groups beyond that many steps are taken for unknown, so that no image takes minutes. */
    private static final long MOST_STEPS = 1L << 28;
    private static final long MOST_EXTENTS = 1L << 14;

    private final Image image;
    private final String name;
    private final FindingSink findings;
    private final ObjectIndex index;
    private final Spaces spaces;
    private final Map<Integer, GroupList> groups = new HashMap<>();
    private final List<Subject> subjects = new ArrayList<>();

    /** @param image its creds, each value once, and what they refer to; its tasks are not looked at */
    public InsideJudge(Image image, String name, FindingSink findings) {
        this.image = image;
        this.name = name;
        this.findings = findings;
        this.index = new ObjectIndex(image);
        this.spaces = new Spaces(image, index);
        for (Groupinfo groupinfo : image.groupinfos()) {
            groups.putIfAbsent(groupinfo.objref(), groupinfo.groups());
        }
        long left = MOST_STEPS;
        long each = stepsOfId();
        for (Cred cred : image.creds()) {
            Optional<GroupList> known = Optional.ofNullable(groups.get(cred.groupinfoRef()));
            left -= known.map(GroupList::size).orElse(0) * each;
            subjects.add(new Subject(cred, left < 0 ? Optional.empty() : known, index.userNsRef(cred),
                    spaces));
        }
    }

    /** Looking an id up takes a step for each extent, at worst those of all namespaces. */
    private long stepsOfId() {
        long extents = 0;
        for (UserNs space : image.userNamespaces()) {
            extents += space.maps().map(maps -> maps.uids().size() + maps.gids().size()).orElse(0);
        }
        return 1 + Math.min(extents, MOST_EXTENTS);
    }

    /** Judges a cred of which nothing else is known. */
    public static void alone(Cred cred, String name, FindingSink findings) {
        CapabilityRules.check(cred, new CredFindings(name, cred, findings));
    }

    /** Judges the maps of user namespaces. */
    public void spaces() {
        Map<List<Object>, UserNs> seen = new HashMap<>();
        for (UserNs space : image.userNamespaces()) {
            if (space.maps().isPresent()) {
                IdMaps maps = space.maps().get();
                CredFindings found = new CredFindings(
                        new Location(name, space.offset(), "USER_NS", space.objref(), ""), findings);
                MapRules.map("uid_map", maps.uids(), found);
                MapRules.map("gid_map", maps.gids(), found);
                if (!spaces.standing(space.objref()).host()) {
                    MapRules.isolation(maps, found);
                }
                UserNs equal = seen.putIfAbsent(List.of(space.creatorRef(), maps), space);
                if (equal != null) {
                    found.report(Rule.CKE005, "", "", "user_ns:" + equal.objref()
                            + " has the same creator and the same maps");
                }
            }
        }
    }

    /**
     * Judges the creds.
     *
     * @param equal by position of a cred, number of others that are equal to it
     * @param used by position of a cred, whether a task has it: what is doubtful in others gives nobody power
     */
    public void creds(IntUnaryOperator equal, boolean[] used) {
        for (int i = 0; i < subjects.size(); i++) {
            Subject who = subjects.get(i);
            CredFindings found = new CredFindings(new Location(source(who.cred()), who.cred().offset(),
                    "CRED", who.cred().objref(), ""), equal.applyAsInt(i), findings);
            CapabilityRules.check(who.cred(), found);
            if (used[i]) {
                IdRules.check(who, found);
                PowerRules.check(who, boxed(), found);
            }
            Optional<IdMaps> maps = index.userNs(who.userNs()).flatMap(UserNs::maps);
            if (maps.isPresent()) {
                MapRules.covered(who.cred(), who.groups().orElse(GroupList.EMPTY), maps.get(), found);
            }
        }
        labels();
    }

    private String source(Cred cred) {
        return image.criu().map(CriuSet::credSources).map(sources -> sources.get(cred.objref()))
                .orElse(name);
    }

    private PowerRules.Boxed boxed() {
        boolean archive = image.criu().flatMap(CriuSet::container).isPresent();
        boolean whole = image.header().isPresent() && !image.header().get().subtree();
        return archive || whole ? PowerRules.Boxed.YES : PowerRules.Boxed.NO;
    }

    private void labels() {
        Set<String> labels = new HashSet<>();
        for (Subject who : subjects) {
            Optional<String> label = who.cred().ext().flatMap(Cred.Ext::lsmProfile);
            if (label.isPresent() && labels.add(label.get()) && labels.size() == 2) {
                findings.report(new Finding(Rule.CKL004, new Location(source(who.cred()),
                        who.cred().offset(), "CRED", who.cred().objref(), "lsm_profile"), label.get(), "",
                        "another task has another label"));
            }
        }
    }

    /** Judges the tasks. */
    public void tasks(Kin kin) {
        TaskRules.check(kin, subjects, (rule, task, other) -> findings.report(new Finding(rule,
                new Location(name, kin.offset(task), "TASK", 0, ""), "", "", text(kin, rule, task, other))));
        identities(kin);
    }

    private static String text(Kin kin, Rule rule, int task, int other) {
        String one = "task " + kin.pid(task);
        String two = " task " + kin.pid(other);
        return switch (rule) {
            case CKC016 -> one + " has other credentials than" + two + ", a thread of the same process";
            case CKC017 -> one + " has more power than its parent," + two
                    + ", and no sign of a set-uid program";
            case CKC018 -> one + " lacks no_new_privs, which its parent has," + two;
            case CKC019 -> one + " has no seccomp filter, but its sibling has one," + two;
            case CKL007 -> one + " is in strict seccomp mode, which CRIU does not restore";
            default -> one + " has a seccomp filter without no_new_privs: to install it again takes"
                    + " CAP_SYS_ADMIN";
        };
    }

    private void identities(Kin kin) {
        Meanings numbers = new Meanings();
        int[] meanings = subjects.stream().mapToInt(numbers::of).toArray();
        Set<Integer> seen = new HashSet<>();
        int tasks = 0;
        for (int task = 0; task < kin.size(); task++) {
            if (kin.subject(task) >= 0) {
                tasks++;
                seen.add(meanings[kin.subject(task)]);
            }
        }
        if (seen.size() > 1) {
            findings.report(new Finding(Rule.CKC022, Location.at(name, 0), "", "",
                    tasks + " tasks with " + seen.size() + " identities (ckpt-image whoami)"));
        }
    }

    /**
     * Judges open files.
     *
     * @param held by position of a cred, whether an open file has it
     */
    public void files(Kin kin, boolean[] held) {
        new FileRules(subjects, held, name).check(kin, findings);
    }
}
