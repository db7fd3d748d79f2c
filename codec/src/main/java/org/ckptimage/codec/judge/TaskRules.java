// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;

/** What tasks are to one another: threads of a process, parent and child, children of one parent. */
public final class TaskRules {
    private static final int FILTER = 2;
    private static final int STRICT = 1;

    private final Kin kin;
    private final List<Subject> subjects;
    private final int[] meanings;
    private final Sink sink;
    /** Process number above, task below, in ascending order. */
    private long[] byProcess = new long[0];

    /** Takes what is found. */
    @FunctionalInterface
    public interface Sink {
        /**
         * Takes one finding.
         *
         * @param task the task that breaks the rule
         * @param other the task that it is compared with; the same where there is none
         */
        void found(Rule rule, int task, int other);
    }

    private TaskRules(Kin kin, List<Subject> subjects, Sink sink) {
        this.kin = kin;
        this.subjects = subjects;
        this.sink = sink;
        Meanings numbers = new Meanings();
        meanings = subjects.stream().mapToInt(numbers::of).toArray();
    }

    /** Judges all tasks. */
    public static void check(Kin kin, List<Subject> subjects, Sink sink) {
        TaskRules rules = new TaskRules(kin, subjects, sink);
        boolean differ = IntStream.of(rules.meanings).distinct().limit(2).count() > 1;
        boolean filters = IntStream.range(0, kin.size()).anyMatch(task -> kin.seccomp(task) == FILTER);
        // without either there is nothing to compare, and no need for the room that takes
        if (differ || filters) {
            rules.sort();
            rules.threads();
            rules.children();
        }
        if (filters) {
            rules.siblings();
        }
        rules.modes();
    }

    private void sort() {
        byProcess = new long[kin.size()];
        for (int i = 0; i < byProcess.length; i++) {
            byProcess[i] = (long) kin.tgid(i) << Integer.SIZE | i;
        }
        Arrays.sort(byProcess);
    }

    /** Once for each process. */
    private void threads() {
        for (int from = 0; from < byProcess.length;) {
            int first = -1;
            int differs = -1;
            int to = from;
            for (; to < byProcess.length && key(byProcess[to]) == key(byProcess[from]); to++) {
                int task = (int) byProcess[to];
                if (kin.subject(task) >= 0) {
                    first = first < 0 ? task : first;
                    differs = differs < 0 && meaning(task) != meaning(first) ? task : differs;
                }
            }
            if (differs >= 0) {
                sink.found(Rule.CKC016, differs, first);
            }
            unfiltered(byProcess, from, to);
            from = to;
        }
    }

    private static int key(long keyed) {
        return (int) (keyed >> Integer.SIZE);
    }

    private int meaning(int task) {
        return meanings[kin.subject(task)];
    }

    private void children() {
        for (int task = 0; task < kin.size(); task++) {
            boolean leads = kin.pid(task) == kin.tgid(task);
            int parent = leads && kin.subject(task) >= 0 ? process(kin.ppid(task)) : -1;
            if (parent >= 0 && parent != task && kin.subject(parent) >= 0
                    && meaning(parent) != meaning(task)) {
                child(task, parent);
            }
        }
    }

    /** The first task of a process, which is its leader if that is there; -1 if there is none. */
    private int process(int number) {
        long least = (long) number << Integer.SIZE;
        int at = Arrays.binarySearch(byProcess, least);
        at = at < 0 ? -at - 1 : at;
        return at < byProcess.length && key(byProcess[at]) == number ? (int) byProcess[at] : -1;
    }

    private void child(int task, int parent) {
        Subject child = subjects.get(kin.subject(task));
        Subject above = subjects.get(kin.subject(parent));
        if (child.userNs() == above.userNs() && gained(child, above)) {
            sink.found(Rule.CKC017, task, parent);
        }
        if (above.cred().noNewPrivs().equals(OptionalLong.of(1))
                && child.cred().noNewPrivs().equals(OptionalLong.of(0))) {
            sink.found(Rule.CKC018, task, parent);
        }
    }

    /** A set-uid program leaves the uid of who ran it in place. */
    private static boolean gained(Subject child, Subject above) {
        Cred.Ids users = child.cred().users();
        boolean setUid = users.real() != users.effective()
                && users.real() == above.cred().users().real();
        long caps = child.cred().caps().permitted() & ~above.cred().caps().permitted()
                & Capability.NAMED;
        boolean root = child.hasRoot() && !above.hasRoot()
                && !Capability.CAP_SETUID.in(above.cred().caps().permitted());
        return !setUid && (caps != 0 || root);
    }

    /** Processes with the same parent. The order by process is given up for that by parent. */
    private void siblings() {
        int leaders = 0;
        long[] byParent = byProcess;
        int last = 0;
        for (int at = 0; at < byProcess.length; at++) {
            int task = (int) byProcess[at];
            boolean first = at == 0 || key(byProcess[at]) != last;
            last = key(byProcess[at]);
            if (first) {
                byParent[leaders++] = (long) kin.ppid(task) << Integer.SIZE | task;
            }
        }
        Arrays.sort(byParent, 0, leaders);
        for (int from = 0; from < leaders;) {
            int to = from;
            while (to < leaders && key(byParent[to]) == key(byParent[from])) {
                to++;
            }
            unfiltered(byParent, from, to);
            from = to;
        }
    }

    /** The tasks of a range that lack a filter, if another one has it. */
    private void unfiltered(long[] tasks, int from, int to) {
        int filtered = -1;
        for (int at = from; at < to && filtered < 0; at++) {
            filtered = kin.seccomp((int) tasks[at]) == FILTER ? (int) tasks[at] : -1;
        }
        for (int at = from; at < to && filtered >= 0; at++) {
            int task = (int) tasks[at];
            if (kin.seccomp(task) == 0 && kin.subject(task) >= 0) {
                sink.found(Rule.CKC019, task, filtered);
            }
        }
    }

    private void modes() {
        for (int task = 0; task < kin.size(); task++) {
            int mode = kin.seccomp(task);
            if (mode == STRICT) {
                sink.found(Rule.CKL007, task, task);
            } else if (mode == FILTER && kin.subject(task) >= 0 && subjects.get(kin.subject(task)).cred()
                    .noNewPrivs().equals(OptionalLong.of(0))) {
                sink.found(Rule.CKL009, task, task);
            }
        }
    }
}
