// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.StructLayout;

/** PIDS, TREE and the pid numbers of nested namespaces. */
final class TreePart {
    private final Parts parts;
    private final ImagePlan plan;
    private final ImageWriter image;
    private final ByteOrderView order;
    private final Map<Integer, Integer> tags = new LinkedHashMap<>();

    TreePart(Parts parts) {
        this.parts = parts;
        this.plan = parts.plan;
        this.image = parts.image;
        this.order = plan.order;
    }

    void write() throws IOException {
        boolean tagged = parts.has(PIDS);
        if (tagged) {
            pids();
        }
        StructLayout entry = image.layout(tagged ? "ckpt_task_pids" : "ckpt_pids");
        image.write(image.record(TREE).put("nr_tasks", plan.tasks.size()));
        image.begin(BUFFER, (long) entry.size() * plan.tasks.size());
        byte[] bytes = new byte[entry.size()];
        for (TaskPlan task : plan.tasks) {
            entry(bytes, entry, task);
            image.frames().payload(bytes, 0, bytes.length);
        }
        if (!tagged) {
            nested();
        }
    }

    private void entry(byte[] bytes, StructLayout entry, TaskPlan task) {
        put(bytes, entry, "vpid", tag(task.pid));
        put(bytes, entry, "vppid", tag(task.ppid));
        put(bytes, entry, "vtgid", tag(task.tgid));
        put(bytes, entry, "vpgid", tag(task.pgid));
        put(bytes, entry, "vsid", tag(task.sid));
        if (entry.has("rsid")) {
            put(bytes, entry, "rsid", task.sid);
        }
        if (entry.has("depth")) {
            put(bytes, entry, "depth", task.nested.length);
        }
    }

    private void put(byte[] bytes, StructLayout entry, String field, int value) {
        order.putI32(bytes, entry.field(field).offset(), value);
    }

    private int tag(int pid) {
        return tags.getOrDefault(pid, pid);
    }

    private void pids() throws IOException {
        Map<Integer, int[]> deeper = new LinkedHashMap<>();
        for (TaskPlan task : plan.tasks) {
            deeper.put(task.pid, task.nested);
        }
        for (TaskPlan task : plan.tasks) {
            for (int pid : new int[] {task.ppid, task.tgid, task.pgid, task.sid}) {
                if (pid > 0) {
                    deeper.putIfAbsent(pid, new int[0]);
                }
            }
        }
        int numbers = 0;
        int first = 0;
        for (Map.Entry<Integer, int[]> pid : deeper.entrySet()) {
            int tag = image.objects().reserve();
            first = first == 0 ? tag : first;
            tags.put(pid.getKey(), tag);
            numbers += pid.getValue().length;
        }
        // v23-rc1 tools took offset as one less than the first tag
        int offset = parts.since(FormatVersion.V23_RC2) ? first : first - 1;
        image.write(image.record(PIDS).put("nr_pids", deeper.size()).put("nr_vpids", numbers)
                .put("offset", offset));
        image.begin(BUFFER, 8L * deeper.size() + 4L * numbers);
        for (Map.Entry<Integer, int[]> pid : deeper.entrySet()) {
            number(pid.getValue().length);
            number(pid.getKey());
            numbers(pid.getValue());
        }
    }

    private void nested() throws IOException {
        int count = plan.tasks.stream().mapToInt(t -> t.nested.length).sum();
        boolean always = plan.version == FormatVersion.V20_PIDNS;
        if (parts.has(VPIDS) && (always || count > 0)) {
            image.write(image.record(VPIDS).put("nr_vpids", count));
        }
        if (count > 0 && parts.since(FormatVersion.V20_PIDNS)) {
            image.begin(BUFFER, 4L * count);
            for (TaskPlan task : plan.tasks) {
                numbers(task.nested);
            }
        }
    }

    private void numbers(int[] values) throws IOException {
        for (int value : values) {
            number(value);
        }
    }

    private void number(int value) throws IOException {
        byte[] bytes = new byte[4];
        order.putI32(bytes, 0, value);
        image.frames().payload(bytes, 0, 4);
    }
}
