// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;

/** User namespaces, each below the one of its creator. */
public final class NamespaceTree {
    private final List<Space> spaces = new ArrayList<>();
    private final Map<Integer, Space> byObjref = new HashMap<>();

    /**
     * A namespace.
     *
     * @param space as the image has it
     * @param depth namespaces above it
     * @param creator who made it; empty for none, or if that user is not in the image
     * @param users who belongs to it
     * @param tasks whose cred_ref leads to it
     */
    public record Space(UserNs space, int depth, Optional<User> creator, List<User> users,
            List<Task> tasks) {}

    private NamespaceTree() {}

    /** Namespaces, those above first; every one appears once, also where creators go round in a circle. */
    public static List<Space> of(Image image) {
        NamespaceTree tree = new NamespaceTree();
        ObjectIndex index = new ObjectIndex(image);
        Forest forest = Forest.of(parents(image.userNamespaces(), index));
        for (int number : forest.order()) {
            UserNs space = image.userNamespaces().get(number);
            Space entry = new Space(space, forest.depth(number), index.user(space.creatorRef()),
                    new ArrayList<>(), new ArrayList<>());
            tree.spaces.add(entry);
            tree.byObjref.putIfAbsent(space.objref(), entry);
        }
        for (User user : image.users()) {
            tree.find(user.usernsRef()).ifPresent(space -> space.users().add(user));
        }
        for (Task task : image.tasks()) {
            index.cred(task.credRef().orElse(0)).map(index::userNsRef).flatMap(tree::find)
                    .ifPresent(space -> space.tasks().add(task));
        }
        return tree.spaces;
    }

    private Optional<Space> find(int objref) {
        return Optional.ofNullable(byObjref.get(objref));
    }

    private static int[] parents(List<UserNs> spaces, ObjectIndex index) {
        Map<Integer, Integer> numbers = new HashMap<>();
        for (int i = 0; i < spaces.size(); i++) {
            numbers.putIfAbsent(spaces.get(i).objref(), i);
        }
        int[] parents = new int[spaces.size()];
        Arrays.setAll(parents, i -> index.user(spaces.get(i).creatorRef())
                .map(creator -> numbers.getOrDefault(creator.usernsRef(), -1)).orElse(-1));
        return parents;
    }
}
