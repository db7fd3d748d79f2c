// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.V14_CREDS;
import static org.ckptimage.formats.FormatVersion.V19;
import static org.ckptimage.formats.FormatVersion.V19_RC3;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.graph.LongIntMap;
import org.ckptimage.codec.migrate.field.Draft;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** TASK, its name, THREAD of s390x, TASK_OBJS, and the objects of a task that only newer versions have. */
final class TaskRewrite {
    /** Bytes of the name of a task. */
    static final int COMM = 16;

    private static final Set<String> SEED = Set.of("task_comm_len", "cred_ref", "ecred_ref");
    private static final Set<String> OBJECTS = Set.of("fs_objref", "sem_undo_objref", "signal_objref");
    private static final int UMASK = 022;
    private static final int NSIG_LIMITS = 16;

    private final Conversion conversion;
    private final StructRewrite structs;
    private final PayloadCopy payloads;
    private final CredRewrite creds;
    private final NamespaceRewrite namespaces;
    private final LongIntMap fsOf = new LongIntMap();
    private final LongIntMap signalOf = new LongIntMap();
    private boolean threadDue;

    TaskRewrite(Conversion conversion, StructRewrite structs, PayloadCopy payloads, CredRewrite creds) {
        this.conversion = conversion;
        this.structs = structs;
        this.payloads = payloads;
        this.creds = creds;
        this.namespaces = new NamespaceRewrite(conversion, structs);
    }

    NamespaceRewrite namespaces() {
        return namespaces;
    }

    void task(Feed feed) throws IOException {
        threadDue = conversion.gains(V19) && conversion.target.abi() == Abi.S390X;
        Draft task = structs.draft(feed, SEED);
        task.put("task_comm_len", COMM);
        boolean zombie = conversion.survey.placement().zombie(feed.task());
        if (conversion.source.version() == V14_CREDS) {
            StructLayout layout = conversion.from.require(RecordType.TASK);
            seedRefs(feed.frame().getInt(layout.field("cred_ref")),
                    feed.frame().getInt(layout.field("ecred_ref")), zombie);
        } else if (zombie && task.has("cred_ref")) {
            conversion.ledger.invented("cred_ref", creds.credRef()
                    + ": a dead task has no creds, those of a task before stand for them");
        }
        task.put("cred_ref", creds.credRef()).put("ecred_ref", creds.ecredRef());
        structs.write(task);
    }

    private void seedRefs(int real, int effective, boolean zombie) {
        creds.refs(real, effective);
        if (conversion.target.version() != V14_CREDS && (zombie || !conversion.has(RecordType.CRED))) {
            conversion.ledger.lost(conversion.from.require(RecordType.TASK).field("cred_ref"), real + ": "
                    + conversion.target.version().label() + " has no such field"
                    + (zombie ? " for a dead task" : ""));
        }
    }

    /** The name: exactly 16 bytes, except in the seed, where any length up to that is possible. */
    void comm(Feed feed) throws IOException {
        Frame frame = feed.frame();
        int length = Math.min(COMM, (int) frame.length() - FrameReader.HEADER);
        byte[] name = Arrays.copyOfRange(frame.bytes(), frame.base() + FrameReader.HEADER,
                frame.base() + FrameReader.HEADER + length);
        conversion.image.payload(RecordType.STRING, Arrays.copyOf(name, COMM));
    }

    void thread(Feed feed) throws IOException {
        threadDue = false;
        boolean opaque = !structs.knows(feed.frame());
        if (!opaque) {
            structs.copy(feed);
        } else if (conversion.loses(V19) && conversion.target.abi() == Abi.S390X) {
            FieldLayout flags = conversion.from.require(RecordType.THREAD).field("thread_info_flags");
            if (feed.frame().get(flags) != 0) {
                conversion.ledger.lost(flags, "0x" + Long.toHexString(feed.frame().get(flags)) + ": "
                        + conversion.target.version().label() + " has no such record on s390x");
            }
        } else {
            payloads.record(feed, RecordType.THREAD.code(conversion.target.version()));
        }
    }

    /** RESTART_BLOCK, in front of which THREAD stands. */
    void restartBlock(Feed feed) throws IOException {
        if (threadDue) {
            threadDue = false;
            conversion.image.write(conversion.image.record(RecordType.THREAD));
            conversion.ledger.made("THREAD", 0, "without flags: " + conversion.source.version().label()
                    + " has none on s390x");
        }
        structs.copy(feed);
    }

    /** TASK_OBJS, after whatever the target wants in front of it. */
    void objects(Feed feed) throws IOException {
        boolean signals = conversion.fromSeed();
        if (signals) {
            namespaces.writeTaskNs(feed);
        }
        int fs = fs(feed);
        Draft objects = structs.draft(feed, OBJECTS);
        StructLayout from = conversion.from.require(RecordType.TASK_OBJS);
        objects.put("fs_objref", from.has("fs_objref") ? feed.frame().get(from.field("fs_objref")) : fs);
        objects.put("sem_undo_objref", from.has("sem_undo_objref")
                ? feed.frame().get(from.field("sem_undo_objref")) : 0);
        int tgid = tgid(feed);
        boolean first = signals && signalOf.get(tgid, 0) == 0;
        if (first) {
            signalOf.put(tgid, conversion.survey.ids().take());
        }
        long signal = feed.frame().get(from.field("signal_objref"));
        objects.put("signal_objref", conversion.toSeed() ? 0 : signals ? signalOf.get(tgid, 0) : signal);
        structs.write(objects);
        if (first) {
            signal(signalOf.get(tgid, 0));
        }
    }

    /** Threads share what a process has once. */
    private int tgid(Feed feed) {
        return conversion.survey.tree().tgid(feed.task());
    }

    /**
     * The FS of a task whose source has none, written when its SIGHAND is due, or else with TASK_OBJS.
     *
     * @return its objref; 0 if the source has FS or the target does not want one
     */
    int fs(Feed feed) throws IOException {
        if (!conversion.gains(V19_RC3) || feed.task() < 0) {
            return 0;
        }
        int tgid = tgid(feed);
        int known = fsOf.get(tgid, 0);
        if (known != 0) {
            return known;
        }
        int objref = conversion.survey.ids().take();
        fsOf.put(tgid, objref);
        namespaces.objref(ObjType.FS, objref);
        conversion.image.write(conversion.image.record(RecordType.FS).putIfPresent("umask", UMASK));
        byte[] root = {'/', 0};
        conversion.image.payload(RecordType.FILE_NAME, root);
        conversion.image.payload(RecordType.FILE_NAME, root);
        conversion.ledger.made("FS", objref, "with / as both directories"
                + (conversion.to.require(RecordType.FS).has("umask") ? " and umask 022" : "") + ": "
                + conversion.source.version().label() + " does not say");
        return objref;
    }

    /** FS of versions that do not have the umask yet. */
    void umask(Feed feed) throws IOException {
        Draft fs = structs.draft(feed, Set.of());
        if (fs.has("umask") && !conversion.from.require(RecordType.FS).has("umask")) {
            fs.put("umask", UMASK);
            conversion.ledger.invented("umask", "022: " + conversion.source.version().label()
                    + " does not say");
        }
        structs.write(fs);
    }

    private void signal(int objref) throws IOException {
        byte[] limits = new byte[2 * Long.BYTES * NSIG_LIMITS];
        Arrays.fill(limits, (byte) -1);
        RecordBuilder signal = conversion.image.record(RecordType.SIGNAL);
        conversion.image.write(signal.putRaw(conversion.to.require(RecordType.SIGNAL).field("rlim").offset(),
                limits));
        conversion.image.write(conversion.image.record(RecordType.SIGPENDING));
        conversion.ledger.made("SIGNAL", objref, "without limits, timers and terminal: "
                + conversion.source.version().label() + " does not say");
    }
}
