// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.judge.ModelKin;
import org.ckptimage.codec.judge.Subject;
import org.ckptimage.codec.judge.TaskRules;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.space.Spaces;
import org.ckptimage.tools.whoami.Surprise.Kind;

/**
 * Who is inside an image.
 *
 * @param identities tasks by the meaning of their creds, the most powerful first
 * @param bare tasks without creds, such as zombies
 * @param surprises what might not be expected, in the order of their kinds
 * @param spaces the user namespaces
 */
public record Insiders(List<Identity> identities, List<Task> bare, List<Surprise> surprises,
        Spaces spaces) {
    public Insiders {
        identities = List.copyOf(identities);
        bare = List.copyOf(bare);
        surprises = List.copyOf(surprises);
    }

    /** Looks into an image. */
    public static Insiders of(Image image) {
        ObjectIndex index = new ObjectIndex(image);
        Spaces spaces = new Spaces(image, index);
        Gathering gathering = new Gathering(index);
        List<Identity> identities = gathering.identities(image, spaces);
        List<Task> bare = image.tasks().stream().filter(task -> gathering.meaning(task.ecredRef()).isEmpty())
                .toList();
        Map<Kind, List<Task>> found = new EnumMap<>(Kind.class);
        IdentityRules rules = new IdentityRules(spaces);
        for (Identity who : identities) {
            rules.of(who).forEach(kind -> add(found, kind, who.tasks()));
        }
        add(found, Kind.OVERRIDDEN, image.tasks().stream().filter(task ->
                !gathering.meaning(task.credRef()).equals(gathering.meaning(task.ecredRef()))).toList());
        together(image, index, spaces, found);
        List<Surprise> surprises = new ArrayList<>();
        found.forEach((kind, tasks) -> surprises.add(new Surprise(kind, tasks)));
        return new Insiders(identities, bare, surprises, spaces);
    }

    private static void add(Map<Kind, List<Task>> found, Kind kind, List<Task> tasks) {
        if (!tasks.isEmpty()) {
            found.computeIfAbsent(kind, key -> new ArrayList<>()).addAll(tasks);
        }
    }

    /** What the rules about tasks say, which {@code validate} has too. */
    private static void together(Image image, ObjectIndex index, Spaces spaces,
            Map<Kind, List<Task>> found) {
        List<Subject> subjects = image.creds().stream().map(cred -> new Subject(cred,
                Optional.of(index.groups(cred)), index.userNsRef(cred), spaces)).toList();
        Set<Integer> mixed = new HashSet<>();
        Set<Task> unfiltered = new LinkedHashSet<>();
        TaskRules.check(new ModelKin(image), subjects, (rule, task, other) -> {
            if (rule == Rule.CKC016) {
                mixed.add(image.tasks().get(task).ids().tgid());
            } else if (rule == Rule.CKC019) {
                unfiltered.add(image.tasks().get(task));
            }
        });
        add(found, Kind.THREADS_DIFFER, image.tasks().stream()
                .filter(task -> mixed.contains(task.ids().tgid())).toList());
        add(found, Kind.SECCOMP_NONE, image.tasks().stream().filter(unfiltered::contains).toList());
    }
}
