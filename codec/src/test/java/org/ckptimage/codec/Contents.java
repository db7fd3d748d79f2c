// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.RecordType;

/** What a scan says is in an image: tasks, creds and what creds refer to, by objref. */
final class Contents {
    private static final String[] CAPS = {"i", "p", "e", "b"};

    private final Map<String, Integer> counts = new TreeMap<>();
    private final Map<Integer, CredFacts> creds = new LinkedHashMap<>();
    private final Map<Integer, int[]> users = new LinkedHashMap<>();
    private final Map<Integer, Integer> creators = new LinkedHashMap<>();
    private final Map<Integer, List<Integer>> groups = new LinkedHashMap<>();
    private final List<TaskFacts> tasks = new ArrayList<>();
    private TaskFacts open;
    private boolean commDue;

    /** Ids in the order of the image: real, saved, effective, file system. */
    record CredFacts(int[] uids, int[] gids, int user, int groupinfo, int label, long[] caps,
            long securebits) {}

    record TaskFacts(int index, int pid, int tgid, long state, String comm, int cred, int effective,
            int files, int memory, int signal) {}

    static Contents of(byte[] image) {
        Contents contents = new Contents();
        Scanned.of(new ByteArrayInputStream(image), contents::record);
        contents.close();
        return contents;
    }

    Map<String, Integer> counts() {
        return counts;
    }

    List<TaskFacts> tasks() {
        return tasks;
    }

    Map<Integer, CredFacts> creds() {
        return creds;
    }

    /** Uid and userns_ref. */
    Map<Integer, int[]> users() {
        return users;
    }

    Map<Integer, Integer> creators() {
        return creators;
    }

    Map<Integer, List<Integer>> groups() {
        return groups;
    }

    private void record(ScanView view) {
        Frame frame = view.frame();
        counts.merge(frame.typeName(), 1, Integer::sum);
        if (frame.type() == null) {
            return;
        }
        switch (frame.type()) {
            case CRED -> creds.put(view.openObjref(), cred(view));
            case USER -> users.put(view.openObjref(), new int[] {get(view, "uid"), get(view, "userns_ref")});
            case USER_NS -> creators.put(view.openObjref(), get(view, "creator_ref"));
            case GROUPINFO -> groups.put(view.openObjref(), list(view));
            case TASK -> task(view);
            case STRING -> comm(frame);
            case TASK_CREDS -> open = new TaskFacts(open.index, open.pid, open.tgid, open.state, open.comm,
                    get(view, "cred_ref"), get(view, "ecred_ref"), 0, 0, 0);
            case TASK_OBJS -> open = new TaskFacts(open.index, open.pid, open.tgid, open.state, open.comm,
                    open.cred, open.effective, get(view, "files_objref"), get(view, "mm_objref"),
                    get(view, "signal_objref"));
            default -> { }
        }
    }

    private static int get(ScanView view, String field) {
        return (int) view.get(field);
    }

    private static CredFacts cred(ScanView view) {
        long[] caps = new long[CAPS.length];
        for (int i = 0; i < caps.length; i++) {
            caps[i] = view.get("cap_s.cap_" + CAPS[i] + "_1") << 32 | view.get("cap_s.cap_" + CAPS[i] + "_0");
        }
        return new CredFacts(ids(view, "uid"), ids(view, "gid"), get(view, "user_ref"),
                get(view, "groupinfo_ref"), get(view, "sec_ref"), caps, view.get("cap_s.securebits"));
    }

    private static int[] ids(ScanView view, String suffix) {
        return new int[] {get(view, suffix), get(view, "s" + suffix), get(view, "e" + suffix),
            get(view, "fs" + suffix)};
    }

    private static List<Integer> list(ScanView view) {
        int at = view.field(RecordType.GROUPINFO, "groups").offset();
        List<Integer> list = new ArrayList<>();
        for (int i = 0; i < get(view, "ngroups"); i++) {
            list.add(view.frame().i32(at + 4 * i));
        }
        return list;
    }

    private void task(ScanView view) {
        close();
        int index = view.task();
        open = new TaskFacts(index, view.tree().number(view.tree().pid(index)),
                view.tree().number(view.tree().tgid(index)), view.get("state"), "", 0, 0, 0, 0, 0);
        commDue = true;
    }

    private void comm(Frame frame) {
        if (!commDue) {
            return;
        }
        commDue = false;
        String text = new String(frame.bytes(), frame.base() + 8, (int) frame.length() - 8,
                StandardCharsets.UTF_8);
        String comm = text.substring(0, text.indexOf('\0'));
        open = new TaskFacts(open.index, open.pid, open.tgid, open.state, comm, 0, 0, 0, 0, 0);
    }

    private void close() {
        if (open != null) {
            tasks.add(open);
            open = null;
        }
    }
}
