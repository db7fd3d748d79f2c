// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UserNs;

/** Where in an image the objects are that a restart speaks of. */
final class Places {
    /** The image as a whole. */
    static final Place IMAGE = new Place("", 0, "");

    private final Image image;
    private final String name;
    private final ObjectIndex index;
    private final Map<Long, Long> tasks = new HashMap<>();
    private final Map<Integer, Groupinfo> groupinfos = new HashMap<>();

    /**
     * An object and a field of it.
     *
     * @param recordType {@code task}, {@code cred}, and so on; empty for the image
     * @param id objref, pid of a task, id of an IPC object
     * @param field kernel name of the field; empty for none
     */
    record Place(String recordType, long id, String field) {}

    Places(Image image, String name) {
        this.image = image;
        this.name = name;
        this.index = new ObjectIndex(image);
        for (Task task : image.tasks()) {
            tasks.putIfAbsent((long) task.ids().pid(), task.offset());
        }
        for (Groupinfo info : image.groupinfos()) {
            groupinfos.putIfAbsent(info.objref(), info);
        }
    }

    Finding finding(Rule rule, Place place, String message) {
        return new Finding(rule, location(place), "", "", message);
    }

    Optional<Cred> cred(int objref) {
        return index.cred(objref);
    }

    Optional<Groupinfo> groupinfo(int objref) {
        return Optional.ofNullable(groupinfos.get(objref));
    }

    /** Whether all bits are set in each set of a cred that has bits of no capability. */
    boolean full(int objref) {
        return index.cred(objref).map(Cred::caps).filter(caps -> full(caps.permitted())
                && full(caps.effective()) && full(caps.inheritable())).isPresent();
    }

    private static boolean full(long set) {
        return set == -1L || (set & ~Capability.NAMED) == 0;
    }

    Optional<UserNs> space(Cred cred) {
        return index.userNs(index.userNsRef(cred));
    }

    GroupList groups(Cred cred) {
        return index.groups(cred);
    }

    /** Tasks and IPC objects have no objref, and the image as a whole has no record. */
    private Location location(Place place) {
        boolean whole = place.recordType().isEmpty() || place.recordType().equals("image");
        boolean object = !whole && !place.recordType().equals("task")
                && (place.recordType().equals("ipc_ns") || !place.recordType().startsWith("ipc_"));
        return new Location(file(place), offset(place), whole ? ""
                : place.recordType().toUpperCase(Locale.ROOT), object ? (int) place.id() : 0, place.field());
    }

    private String file(Place place) {
        return image.criu().filter(set -> place.recordType().equals("cred")).map(CriuSet::credSources)
                .map(sources -> sources.get((int) place.id())).orElse(name);
    }

    private long offset(Place place) {
        int objref = (int) place.id();
        return switch (place.recordType()) {
            case "task" -> tasks.getOrDefault(place.id(), 0L);
            case "cred" -> index.cred(objref).map(Cred::offset).orElse(0L);
            case "groupinfo" -> groupinfo(objref).map(Groupinfo::offset).orElse(0L);
            case "user_ns" -> index.userNs(objref).map(UserNs::offset).orElse(0L);
            default -> 0L;
        };
    }
}
