// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.space.Spaces;

/** Gathers the tasks of an image by what their creds mean. */
final class Gathering {
    private static final Comparator<Identity> BY_POWER = Comparator
            .comparing((Identity who) -> who.standing().host() ? 0 : 1)
            .thenComparing(who -> -Long.bitCount(who.cred().caps().effective()))
            .thenComparing(who -> -Long.bitCount(who.cred().caps().permitted()))
            .thenComparing(who -> who.root() ? 0 : 1);

    private final ObjectIndex index;
    private final Map<Integer, GroupList> groups = new HashMap<>();
    private final Map<Integer, Optional<Meaning>> meanings = new HashMap<>();

    /** What makes two creds one identity. */
    record Meaning(Cred.Ids users, Cred.Ids groups, Cred.Caps caps, GroupList groupList, int userNs,
            int secRef, Optional<Cred.Ext> ext) {}

    Gathering(ObjectIndex index) {
        this.index = index;
    }

    /** The identities of all tasks, the most powerful first. */
    List<Identity> identities(Image image, Spaces spaces) {
        Map<Meaning, List<Task>> found = new LinkedHashMap<>();
        for (Task task : image.tasks()) {
            meaning(task.ecredRef()).ifPresent(meaning ->
                    found.computeIfAbsent(meaning, key -> new ArrayList<>()).add(task));
        }
        List<Identity> identities = new ArrayList<>();
        found.forEach((meaning, tasks) -> identities.add(new Identity(
                index.cred(tasks.get(0).ecredRef().orElse(0)).orElseThrow(), meaning.groupList(),
                meaning.userNs(), spaces.standing(meaning.userNs()), tasks)));
        identities.sort(BY_POWER);
        return List.copyOf(identities);
    }

    /** What a cred means; empty if there is none. */
    Optional<Meaning> meaning(OptionalInt credRef) {
        return meanings.computeIfAbsent(credRef.orElse(0), ref -> index.cred(ref).map(this::meaning));
    }

    private Meaning meaning(Cred cred) {
        GroupList set = groups.computeIfAbsent(cred.groupinfoRef(), ref -> index.groups(cred).asSet());
        return new Meaning(cred.users(), cred.groups(), cred.caps(), set, index.userNsRef(cred),
                Math.max(0, cred.secRef()), cred.ext());
    }
}
