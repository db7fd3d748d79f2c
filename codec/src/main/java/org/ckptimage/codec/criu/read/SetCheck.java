// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.ckptimage.codec.criu.ImageName;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.Inventory;
import org.ckptimage.codec.criu.checkpoint.KobjIds;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/** Compares the images of a set with each other: are all there, and do all belong to it. */
final class SetCheck {
    private static final int NEWEST_VERSION = 2;
    private static final long PAGE = 4096;
    private static final int ALIVE = 1;
    private static final int STOPPED = 3;
    private static final Set<String> OF_A_PROCESS = Set.of("ids", "mm", "pagemap", "fs", "creds", "vmas",
            "sigacts", "itimers", "posix-timers", "rlimit");

    private final SetFacts facts;
    private final String directory;
    private final FindingSink findings;
    private final Set<Integer> pids = new HashSet<>();
    private final Set<Integer> tids = new HashSet<>();
    private boolean namespacesTold;

    SetCheck(SetFacts facts, String directory, FindingSink findings) {
        this.facts = facts;
        this.directory = directory;
        this.findings = findings;
    }

    void check() {
        inventory();
        if (!facts.has("pstree.img")) {
            report(Rule.CKS014, directory + "/pstree.img", 0, "the set has no pstree.img");
            return;
        }
        if (facts.tree.isEmpty()) {
            report(Rule.CKR011, directory + "/pstree.img", 0, "pstree.img has no process");
            return;
        }
        facts.tree.forEach(row -> pids.add(row.ids().pid()));
        facts.tree.forEach(this::process);
        facts.images.forEach(this::strayFile);
        shared();
        pages();
    }

    /** Images that a set has one of for all its processes. */
    private void shared() {
        boolean alive = facts.cores.values().stream().anyMatch(core -> core.thread().isPresent());
        // before CRIU 3 each kind of file had an image of its own
        if (alive && !facts.has("files.img") && !facts.has("reg-files.img")) {
            report(Rule.CKS014, directory + "/files.img", 0, "the set has no files.img");
        }
        boolean filters = facts.cores.values().stream().map(SetFacts.Core::thread)
                .anyMatch(thread -> thread.isPresent() && thread.get().seccompFilter().isPresent());
        if (filters && !facts.has("seccomp.img")) {
            report(Rule.CKS014, directory + "/seccomp.img", 0,
                    "threads have seccomp filters, but the set has no seccomp.img");
        }
    }

    private void inventory() {
        if (!facts.has("inventory.img")) {
            report(Rule.CKS014, directory + "/inventory.img", 0, "the set has no inventory.img");
        }
        if (facts.inventory.isEmpty()) {
            return;
        }
        int version = facts.inventory.get().imgVersion();
        if (version < 1 || version > NEWEST_VERSION) {
            report(Rule.CKS012, directory + "/inventory.img", 0, "unsupported version of images: "
                    + Integer.toUnsignedString(version));
        }
        Optional<String> other = version == NEWEST_VERSION ? facts.oldForm : facts.newForm;
        if (version >= 1 && version <= NEWEST_VERSION && other.isPresent()) {
            report(Rule.CKS001, other.get(), 0, "the image does not begin as in images of version "
                    + version);
        }
    }

    private void process(SetFacts.TreeRow row) {
        int pid = row.ids().pid();
        int ppid = row.ids().ppid();
        boolean root = row == facts.tree.get(0);
        if (root != (ppid == 0) || ppid != 0 && !pids.contains(ppid)) {
            tree(Rule.CKR010, row, "ppid " + number(ppid) + " of task " + number(pid) + " names no task");
        }
        Optional<SetFacts.Core> core = Optional.ofNullable(facts.cores.get(pid));
        int state = core.flatMap(SetFacts.Core::task).map(SetFacts.TaskFacts::state).orElse(ALIVE);
        for (int tid : ProcessTree.tids(row, state)) {
            if (!tids.add(tid)) {
                tree(Rule.CKR011, row, "two tasks have the number " + number(tid));
            }
            // without the leader's image nothing tells whether there are threads
            if (core.isPresent() || tid == pid) {
                require(row, "core", tid);
            }
        }
        if (core.isEmpty() || CriuProcess.dead(state)) {
            return;
        }
        if (state != ALIVE && state != STOPPED) {
            report(Rule.CKV009, core.get().source(), 0, "task_state " + number(state)
                    + " is none that CRIU knows");
        }
        alive(row, pid);
    }

    private void alive(SetFacts.TreeRow row, int pid) {
        require(row, "mm", pid);
        require(row, "pagemap", pid);
        require(row, "fs", pid);
        Optional<KobjIds> inCore = Optional.ofNullable(facts.cores.get(pid)).flatMap(SetFacts.Core::objects);
        if (inCore.isEmpty()) {
            require(row, "ids", pid);
        }
        Optional<KobjIds> objects = Optional.ofNullable(facts.ids.get(pid)).map(SetFacts.Ided::objects)
                .or(() -> inCore);
        if (objects.isPresent()) {
            require(row, "fdinfo", objects.get().files());
            userNamespace(pid, objects.get());
        }
    }

    private void require(SetFacts.TreeRow row, String stem, int number) {
        String file = stem + "-" + number(number) + ".img";
        if (!facts.has(file)) {
            tree(Rule.CKS014, row, "task " + number(row.ids().pid()) + " has no " + file);
        }
    }

    /** The namespace of the process that dumped has no image; any other must have one. */
    private void userNamespace(int pid, KobjIds objects) {
        int id = objects.namespaces().user();
        Optional<KobjIds> outer = facts.inventory.flatMap(Inventory::rootIds);
        if (id == 0 || outer.isEmpty() || outer.get().namespaces().user() == id) {
            return;
        }
        String source = facts.ids.containsKey(pid) ? facts.ids.get(pid).source()
                : facts.cores.get(pid).source();
        if (!facts.userNamespaces.containsKey(id)) {
            report(Rule.CKR012, source, 0, "task " + number(pid) + " is in user namespace " + number(id)
                    + ", but there is no userns-" + number(id) + ".img");
        }
        KobjIds.Namespaces outside = outer.get().namespaces();
        boolean pids = objects.namespaces().pid() == outside.pid();
        if ((pids || objects.namespaces().mnt() == outside.mnt()) && !namespacesTold) {
            namespacesTold = true;
            report(Rule.CKU011, source, 0, "task " + number(pid) + " has a user namespace of its own, but "
                    + "no " + (pids ? "pid" : "mount") + " namespace: CRIU cannot mount /proc for it");
        }
    }

    private void strayFile(String file, String source) {
        Optional<ImageName> name = ImageName.of(file);
        OptionalLong number = name.map(ImageName::number).orElse(OptionalLong.empty());
        if (number.isEmpty()) {
            return;
        }
        int id = (int) number.getAsLong();
        String stem = name.get().stem();
        boolean stray = stem.equals("core") ? !tids.contains(id)
                : OF_A_PROCESS.contains(stem) && !pids.contains(id);
        if (stray) {
            report(Rule.CKS015, source, 0, "pstree.img has no task " + number(id));
        }
    }

    /** The pages of a file must be as many as the pagemaps say; CRIU waits for ever for a missing one. */
    private void pages() {
        boolean x86 = facts.cores.values().stream().allMatch(core -> core.arch().equals("x86_64"));
        for (Map.Entry<Integer, SetFacts.PageCount> count : facts.pageCounts.entrySet()) {
            Optional<SetFacts.PagesFile> file = Optional.ofNullable(facts.pagesFiles.get(count.getKey()));
            long pages = count.getValue().pages();
            if (!count.getValue().sure() || !x86) {
                continue;
            }
            if (file.isEmpty() && pages > 0) {
                report(Rule.CKS014, directory + "/pages-" + number(count.getKey()) + ".img", 0,
                        "pagemaps place " + pages + " pages in a file that is missing");
            } else if (file.isPresent() && !holds(file.get(), pages)) {
                Location where = Location.at(file.get().source(), file.get().size());
                findings.report(new Finding(Rule.CKS013, where, file.get().size() + " bytes",
                        pages + " pages of " + PAGE, "pages file has another size than the pagemaps say"));
            }
        }
    }

    private static boolean holds(SetFacts.PagesFile file, long pages) {
        return pages <= Long.MAX_VALUE / PAGE && file.size() == pages * PAGE;
    }

    private void tree(Rule rule, SetFacts.TreeRow row, String message) {
        report(rule, facts.treeSource, row.offset(), message);
    }

    private void report(Rule rule, String source, long offset, String message) {
        findings.report(new Finding(rule, Location.at(source, offset), "", "", message));
    }

    private static String number(int number) {
        return Integer.toUnsignedString(number);
    }
}
