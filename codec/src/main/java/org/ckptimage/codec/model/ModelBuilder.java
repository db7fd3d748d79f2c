// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.record.RecordText;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/** Builds an {@link Image} while a scan runs. Memory grows with tasks and credentials, not with pages. */
public final class ModelBuilder implements RecordListener {
    private final long[] known = new long[RecordType.values().length];
    private final Map<String, Long> unknown = new LinkedHashMap<>();
    private final List<Task> tasks = new ArrayList<>();
    private final List<Cred> creds = new ArrayList<>();
    private final List<User> users = new ArrayList<>();
    private final List<UserNs> userNamespaces = new ArrayList<>();
    private final List<Groupinfo> groupinfos = new ArrayList<>();
    private final NamespaceReader spaces = new NamespaceReader();
    private final ExtensionReader extensions = new ExtensionReader();
    private final List<Integer> positions = new ArrayList<>();
    private final List<String> failures = new ArrayList<>();
    private ImageFormat format;
    private Header header;
    private TaskReader task;
    private CredReader cred;
    private boolean failed;
    private boolean failureTextDue;

    @Override
    public void record(ScanView view) {
        RecordType type = view.frame().type();
        if (type == null) {
            unknown.merge(view.frame().typeName(), 1L, Long::sum);
            return;
        }
        known[type.ordinal()]++;
        if (format == null) {
            format = view.format();
            cred = new CredReader(view);
        }
        if (failed || type == RecordType.ERROR) {
            failure(view.frame());
        } else {
            take(view, type);
        }
    }

    private void take(ScanView view, RecordType type) {
        if (task != null && type != RecordType.STRING && type != RecordType.TASK) {
            task.noComm();
        }
        if (type == RecordType.HEADER) {
            header = new Header(view.get("time"), view.get("uflags"), (int) view.get("major"),
                    (int) view.get("minor"), (int) view.get("patch"));
        } else if (type == RecordType.TASK) {
            finishTask();
            task = new TaskReader(view);
        } else if (task != null) {
            ofTask(view, type);
        }
        object(view, type);
        spaces.take(view, type);
        if (header != null && header.extended()) {
            extensions.take(view, type);
        }
    }

    private void ofTask(ScanView view, RecordType type) {
        if (type == RecordType.STRING) {
            task.string(view.frame());
        } else if (type == RecordType.TASK_CREDS) {
            task.creds(view);
        } else if (type == RecordType.TASK_NS) {
            task.ns(view);
        } else if (type == RecordType.TASK_OBJS) {
            task.objects(view);
        } else if (type == RecordType.SIGNAL_TASK) {
            task.blocked(view);
        }
    }

    private void object(ScanView view, RecordType type) {
        if (type == RecordType.CRED && view.openType() == ObjType.CRED) {
            creds.add(cred.cred(view));
        } else if (type == RecordType.USER && view.openType() == ObjType.USER) {
            users.add(cred.user(view));
        } else if (type == RecordType.USER_NS && view.openType() == ObjType.USER_NS) {
            userNamespaces.add(CredReader.userNs(view));
        } else if (type == RecordType.GROUPINFO && view.openType() == ObjType.GROUPINFO) {
            groupinfos.add(cred.groupinfo(view));
        }
    }

    private void failure(Frame frame) {
        failed = true;
        if (frame.type() == RecordType.ERROR) {
            failureTextDue = true;
        } else if (failureTextDue && frame.type() == RecordType.STRING && frame.isHeld()) {
            failureTextDue = false;
            failures.add(RecordText.message(frame));
        }
    }

    private void finishTask() {
        if (task != null) {
            tasks.add(task.task());
            positions.add(task.index());
            task = null;
        }
    }

    /** The image as far as it was read. */
    public Image image() {
        finishTask();
        return new Image(Optional.ofNullable(format), Optional.ofNullable(header), extendedTasks(),
                extensions.creds(creds), users,
                extensions.userNamespaces(Levels.fill(userNamespaces, users)), groupinfos, spaces.sets(),
                spaces.uts(), counts(), failures);
    }

    private List<Task> extendedTasks() {
        List<Task> extended = new ArrayList<>(tasks.size());
        for (int i = 0; i < tasks.size(); i++) {
            extended.add(extensions.task(tasks.get(i), positions.get(i)));
        }
        return extended;
    }

    private Map<String, Long> counts() {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (RecordType type : RecordType.values()) {
            if (known[type.ordinal()] > 0) {
                counts.put(type.name(), known[type.ordinal()]);
            }
        }
        counts.putAll(unknown);
        return counts;
    }
}
