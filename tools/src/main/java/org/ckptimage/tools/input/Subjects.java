// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;

/**
 * Names what findings are about by what stays the same from one checkpoint of a workload to the next: the
 * kind of record, and the name of the task that it belongs to; never objrefs, offsets or pids.
 */
final class Subjects {
    static final Set<String> OF_TASKS = Set.of("TASK", "TASK_OBJS", "TASK_CREDS", "TASK_NS", "CPU");

    private final String image;
    private final boolean stream;
    private final Map<Integer, String> owners = new HashMap<>();
    private final NavigableMap<Long, String> tasks = new TreeMap<>();

    /** @param name what the image is called in findings */
    Subjects(Image image, String name) {
        this.image = name;
        this.stream = image.criu().isEmpty();
        Map<Integer, Integer> groupinfos = new HashMap<>();
        image.creds().forEach(cred -> groupinfos.putIfAbsent(cred.objref(), cred.groupinfoRef()));
        for (Task task : image.tasks()) {
            own(task.credRef(), task, groupinfos);
            own(task.ecredRef(), task, groupinfos);
            tasks.putIfAbsent(task.offset(), task.comm());
            for (int ref : new int[] {task.refs().files(), task.refs().mm(), task.refs().fs(),
                task.refs().sighand(), task.refs().signal()}) {
                if (ref > 0) {
                    owners.putIfAbsent(ref, task.comm());
                }
            }
        }
    }

    private void own(OptionalInt credRef, Task task, Map<Integer, Integer> groupinfos) {
        if (credRef.isPresent()) {
            owners.putIfAbsent(credRef.getAsInt(), task.comm());
            int groupinfo = groupinfos.getOrDefault(credRef.getAsInt(), 0);
            if (groupinfo > 0) {
                owners.putIfAbsent(groupinfo, task.comm());
            }
        }
    }

    /** Such as {@code cred of nginx}, {@code task nginx}, {@code core.img} or {@code image}. */
    String of(Location where) {
        String type = where.recordType().toLowerCase(Locale.ROOT);
        String owner = owners.get(where.objref());
        if (where.objref() > 0 && owner != null) {
            return type + " of " + owner;
        }
        Map.Entry<Long, String> before = tasks.floorEntry(where.offset());
        if (stream && OF_TASKS.contains(where.recordType()) && before != null) {
            return (type.equals("task") ? "task " : type + " of ") + before.getValue();
        }
        if (!type.isEmpty()) {
            return type;
        }
        boolean member = where.file().length() > image.length() + 1 && where.file().startsWith(image);
        return member ? where.file().substring(image.length() + 1).replaceAll("-\\d+", "") : "image";
    }
}
