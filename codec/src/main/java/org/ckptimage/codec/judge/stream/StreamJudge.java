// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge.stream;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.judge.InsideJudge;
import org.ckptimage.codec.judge.RuleCap;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CredReader;
import org.ckptimage.codec.model.Header;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/**
 * Judges who is inside a stream of records while it is scanned. Memory is bounded: each value of a cred is
 * kept once, and a few numbers for each task.
 */
public final class StreamJudge implements RecordListener {
    private static final int TASK_DEAD = 64;

    private final String name;
    private final RuleCap findings;
    private final CredLog creds = new CredLog();
    private final GroupLog groups = new GroupLog();
    private final SpaceLog spaces = new SpaceLog();
    private final LabelLog labels = new LabelLog();
    private final TaskLog tasks = new TaskLog();
    private final SizeRules sizes = new SizeRules();
    private ScanView view;
    private CredReader reader;
    private Header header;

    /**
     * @param name what the image is called in findings
     * @param sink takes findings, most of them at the end
     */
    public StreamJudge(String name, FindingSink sink) {
        this.name = name;
        this.findings = new RuleCap(sink);
    }

    @Override
    public void record(ScanView at) {
        view = at;
        RecordType type = at.frame().type();
        if (reader == null) {
            reader = new CredReader(at);
        }
        if (type != null) {
            sizes.record(type, at.frame());
            labels.take(at, type);
            take(type);
        }
    }

    private void take(RecordType type) {
        switch (type) {
            case HEADER -> header = new Header(view.get("time"), view.get("uflags"), 0, 0, 0);
            case CRED, USER, USER_NS, GROUPINFO -> object(type);
            case TASK -> task();
            case TASK_CREDS -> credsOfTask();
            case FILE -> creds.heldByFile((int) view.get("f_credref"));
            case EXT_CRED, EXT_TASK, EXT_USER_NS_MAP -> {
                if (header != null && header.extended()) {
                    extension(type);
                }
            }
            default -> { }
        }
    }

    private void object(RecordType type) {
        ObjType open = view.openType();
        if (type == RecordType.CRED && open == ObjType.CRED) {
            Cred cred = shared(reader.cred(view));
            if (!creds.add(cred, (int) view.frame().length())) {
                InsideJudge.alone(cred, name, findings);
            }
        } else if (type == RecordType.USER && open == ObjType.USER) {
            spaces.user(reader.user(view));
        } else if (type == RecordType.USER_NS && open == ObjType.USER_NS) {
            spaces.space(CredReader.userNs(view));
        } else if (type == RecordType.GROUPINFO && open == ObjType.GROUPINFO) {
            groups.add(reader.groupinfo(view), view.frame().length());
        }
    }

    /** The cred with the first objects that say the same as its own: so equal ones are found. */
    private Cred shared(Cred cred) {
        return new Cred(cred.objref(), cred.offset(), cred.users(), cred.groups(), cred.caps(),
                spaces.first(cred.userRef()), groups.first(cred.groupinfoRef()), cred.secRef(), cred.ext());
    }

    private void task() {
        tasks.begin(view.task(), view.frame().offset(), view.tree().size());
        // the seed kept the references to both creds in TASK itself
        if (view.format().version() == FormatVersion.V14_CREDS && view.get("state") != TASK_DEAD) {
            credsOfTask();
        }
    }

    private void credsOfTask() {
        int own = (int) view.get("cred_ref");
        int effective = (int) view.get("ecred_ref");
        tasks.cred(view.task(), creds.use(effective));
        sizes.task();
        overridden(creds.use(own), creds.use(effective));
    }

    /** Creds that were taken over with an equal value are no override. */
    private void overridden(int own, int effective) {
        if (own != effective && own >= 0 && effective >= 0 && !creds.same(own, effective)) {
            findings.report(new Finding(Rule.CKC015, new Location(name, view.frame().offset(),
                    view.frame().typeName(), 0, "ecred_ref"), "cred:" + (int) view.get("ecred_ref"),
                    "cred:" + (int) view.get("cred_ref"),
                    "the task acts with other credentials than its own, which CRIU cannot restore"));
        }
    }

    private void extension(RecordType type) {
        if (type == RecordType.EXT_CRED) {
            creds.extend((int) view.get("cred_ref"), CredReader.ext(view));
        } else if (type == RecordType.EXT_TASK) {
            tasks.mode(view.get("task_index"), view.get("seccomp_mode"));
        } else {
            spaces.map(view);
        }
    }

    /**
     * Judges what was seen.
     *
     * @param end how the scan ended: of an image that is not whole, only what is there is judged
     */
    public void end(ScanResult.End end) {
        if (view == null) {
            return;
        }
        creds.settle();
        List<Cred> distinct = creds.distinct().stream().map(labels::on).toList();
        Image inside = new Image(Optional.of(view.format()), Optional.ofNullable(header), List.of(), distinct,
                spaces.users(), spaces.spaces(), groups.of(distinct), List.of(), List.of(), Map.of(),
                List.of());
        InsideJudge judge = new InsideJudge(inside, name, findings);
        judge.spaces();
        judge.creds(creds::equal, creds.usedByTasks());
        if (end == ScanResult.End.COMPLETE) {
            tasks.settle(view.tree(), creds::row);
            judge.tasks(tasks);
            judge.files(tasks, creds.heldByFiles());
            sizes.check(name, creds, groups, findings);
        }
        findings.end();
    }
}
