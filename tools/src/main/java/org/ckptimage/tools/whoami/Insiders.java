// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
        add(found, Kind.THREADS_DIFFER, differing(image.tasks(), gathering));
        add(found, Kind.SECCOMP_NONE, unfiltered(image.tasks()));
        List<Surprise> surprises = new ArrayList<>();
        found.forEach((kind, tasks) -> surprises.add(new Surprise(kind, tasks)));
        return new Insiders(identities, bare, surprises, spaces);
    }

    private static void add(Map<Kind, List<Task>> found, Kind kind, List<Task> tasks) {
        if (!tasks.isEmpty()) {
            found.computeIfAbsent(kind, key -> new ArrayList<>()).addAll(tasks);
        }
    }

    /** Threads that have other creds than the first one of their process. */
    private static List<Task> differing(List<Task> tasks, Gathering gathering) {
        Map<Integer, Gathering.Meaning> first = new HashMap<>();
        Set<Integer> mixed = new HashSet<>();
        for (Task task : tasks) {
            Gathering.Meaning meaning = gathering.meaning(task.ecredRef()).orElse(null);
            int process = task.ids().tgid();
            if (meaning != null && !first.computeIfAbsent(process, key -> meaning).equals(meaning)) {
                mixed.add(process);
            }
        }
        return tasks.stream().filter(task -> mixed.contains(task.ids().tgid())).toList();
    }

    private static List<Task> unfiltered(List<Task> tasks) {
        boolean filters = tasks.stream().anyMatch(task -> task.seccomp().orElse(0) != 0);
        return tasks.stream().filter(task -> filters && !task.zombie() && task.seccomp().isPresent()
                && task.seccomp().getAsLong() == 0).toList();
    }
}
