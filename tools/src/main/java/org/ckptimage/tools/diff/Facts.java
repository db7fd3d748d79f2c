// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UtsNs;

/**
 * What an image means, whatever the numbers of its objects, its version and its byte order are.
 *
 * @param arch architecture of its kernel; empty if unknown
 * @param tasks by pid, in the order of the image
 * @param spaces user namespaces by name, outer ones first
 */
public record Facts(String arch, Map<Integer, TaskFacts> tasks, Map<String, SpaceFacts> spaces) {

    /** The facts of two images, whose user namespaces are named alike. */
    public record Pair(Facts first, Facts second) {}

    /**
     * The facts of one image. Its user namespaces have names that follow from it alone; beside another image
     * those of the same creator may have other numbers.
     */
    public static Facts of(Image image) {
        return of(image, image).first();
    }

    /** The facts of two images. */
    public static Pair of(Image first, Image second) {
        ObjectIndex firstIndex = new ObjectIndex(first);
        ObjectIndex secondIndex = new ObjectIndex(second);
        Spaces firstSpaces = new Spaces(first, firstIndex);
        Spaces secondSpaces = new Spaces(second, secondIndex);
        SpaceNames names = new SpaceNames(firstSpaces, secondSpaces);
        return new Pair(new Reader(first, firstIndex, firstSpaces, names::ofFirst).facts(),
                new Reader(second, secondIndex, secondSpaces, names::ofSecond).facts());
    }

    /** Reads one image. */
    private static final class Reader {
        private final Image image;
        private final ObjectIndex index;
        private final Spaces spaces;
        private final IntFunction<String> names;
        /** Creds are shared by tasks, and so are their facts. */
        private final Map<Integer, Optional<CredFacts>> creds = new HashMap<>();

        Reader(Image image, ObjectIndex index, Spaces spaces, IntFunction<String> names) {
            this.image = image;
            this.index = index;
            this.spaces = spaces;
            this.names = names;
        }

        Facts facts() {
            Map<Integer, TaskFacts> tasks = new LinkedHashMap<>();
            for (Task task : image.tasks()) {
                tasks.putIfAbsent(task.ids().pid(), new TaskFacts(task,
                        task.credRef().isPresent() ? cred(task.credRef().getAsInt()) : Optional.empty(),
                        task.ecredRef().isPresent() ? cred(task.ecredRef().getAsInt()) : Optional.empty(),
                        index.ns(task.refs().ns()), nodename(task)));
            }
            Map<String, SpaceFacts> named = new LinkedHashMap<>();
            spaces.all().forEach(space -> named.putIfAbsent(names.apply(space.objref()), space));
            named.remove("");
            return new Facts(arch(), tasks, named);
        }

        private String arch() {
            return image.format().map(format -> format.abi().kernelName())
                    .or(() -> image.criu().map(CriuSet::arch)).orElse("");
        }

        private Optional<String> nodename(Task task) {
            return index.ns(task.refs().ns()).flatMap(ns -> index.utsNs(ns.utsRef())).map(UtsNs::nodename);
        }

        private Optional<CredFacts> cred(int objref) {
            return creds.computeIfAbsent(objref, ref -> index.cred(ref).map(this::facts));
        }

        private CredFacts facts(Cred cred) {
            int space = index.userNsRef(cred);
            return new CredFacts(cred.users(), cred.groups(), index.groups(cred).asSet(), cred.caps(),
                    cred.ext(), index.user(cred.userRef()).map(User::uid).orElse(-1L),
                    names.apply(space), spaces.find(space).map(SpaceFacts::level).orElse(-1));
        }
    }
}
