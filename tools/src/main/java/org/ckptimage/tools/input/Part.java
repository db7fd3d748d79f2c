// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;

/** A part of an image: some of its tasks, with their creds and groups. */
final class Part {
    private final Set<Integer> others = new HashSet<>();
    /** By the offset of a task, whether it is in the part. */
    private final NavigableMap<Long, Boolean> tasks = new TreeMap<>();

    /** @param part the same image with fewer tasks and creds */
    Part(Image whole, Image part) {
        for (Cred cred : whole.creds()) {
            others.add(cred.objref());
            others.add(cred.groupinfoRef());
        }
        for (Cred cred : part.creds()) {
            others.remove(cred.objref());
            others.remove(cred.groupinfoRef());
        }
        whole.tasks().forEach(task -> tasks.put(task.offset(), false));
        part.tasks().stream().map(Task::offset).forEach(offset -> tasks.put(offset, true));
    }

    /** True for places of these tasks and creds, and for those of the image as a whole. */
    boolean has(Location where) {
        if (Subjects.OF_TASKS.contains(where.recordType())) {
            var before = tasks.floorEntry(where.offset());
            return before == null || before.getValue();
        }
        boolean object = where.recordType().equals("CRED") || where.recordType().equals("GROUPINFO");
        return !object || !others.contains(where.objref());
    }
}
