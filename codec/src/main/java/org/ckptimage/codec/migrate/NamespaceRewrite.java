// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.IOException;
import java.util.Set;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.codec.migrate.source.SeedNamespaces;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.StructLayout;

/** NS, its UTS_NS and IPC_NS, and TASK_NS, between the form of v16 and the later one. */
final class NamespaceRewrite {
    private static final Set<String> NETWORK = Set.of("net_objref");

    private final Conversion conversion;
    private final StructRewrite structs;
    private int ns;
    private int nsTask = -1;
    private boolean due;
    private int uts;
    private int ipc;
    private int made;

    NamespaceRewrite(Conversion conversion, StructRewrite structs) {
        this.conversion = conversion;
        this.structs = structs;
    }

    /** Writes OBJREF. */
    void objref(ObjType type, int objref) throws IOException {
        conversion.image.write(conversion.image.record(RecordType.OBJREF)
                .put("objtype", type.code(conversion.target.version())).put("objref", objref));
    }

    /** OBJREF of a namespace; NS of v16 follows at once, and has its namespaces behind it. */
    void announce(Feed feed) throws IOException {
        ObjType type = feed.announcedType();
        if (type == ObjType.NS) {
            ns = feed.object();
            nsTask = feed.task();
        }
        if (conversion.toSeed() && type != ObjType.NS) {
            return;
        }
        objref(type, feed.object());
        if (conversion.toSeed()) {
            SeedNamespaces.Compound compound = conversion.survey.namespaces().of(feed.object());
            conversion.image.write(conversion.image.record(RecordType.NS).put("flags", compound.flags())
                    .put("uts_objref", compound.uts()).put("ipc_objref", compound.ipc()));
        }
    }

    void ns(Feed feed) throws IOException {
        if (conversion.fromSeed()) {
            StructLayout layout = conversion.from.require(RecordType.NS);
            uts = feed.frame().getInt(layout.field("uts_objref"));
            ipc = feed.frame().getInt(layout.field("ipc_objref"));
            due = true;
        } else if (!conversion.toSeed()) {
            // the object itself is reported where it is left out
            structs.copy(feed, conversion.has(RecordType.NET_NS) ? Set.of() : NETWORK);
        }
    }

    /** UTS_NS or the first record of an IPC namespace, which v16 does not announce. */
    void part(Feed feed) throws IOException {
        if (due && feed.frame().type() == RecordType.UTS_NS) {
            objref(ObjType.UTS_NS, uts);
        } else if (due) {
            objref(ObjType.IPC_NS, ipc);
        }
        structs.copy(feed);
    }

    /** Writes the NS that was held back if the record at hand is no part of it any more. */
    void before(RecordType type) throws IOException {
        boolean part = switch (type) {
            case UTS_NS, IPC_NS, IPC, IPC_SHM, IPC_MSG, IPC_MSG_MSG, IPC_SEM, PGARR, BUFFER -> true;
            default -> false;
        };
        if (due && !part) {
            due = false;
            conversion.image.write(conversion.image.record(RecordType.NS).put("uts_objref", uts)
                    .put("ipc_objref", ipc));
        }
    }

    void taskNs(Feed feed) throws IOException {
        int objref = feed.frame().getInt(conversion.from.require(RecordType.TASK_NS).field("ns_objref"));
        if (conversion.has(RecordType.TASK_NS)) {
            structs.copy(feed);
        } else if (nsTask != feed.task() && objref != conversion.survey.namespaces().first()) {
            conversion.ledger.lost(conversion.from.require(RecordType.TASK_NS).field("ns_objref"),
                    objref + ": "
                    + conversion.target.version().label() + " has no such record");
        }
    }

    /**
     * Writes the TASK_NS that layouts before v18 do not have: a task that brings no NS is taken to live in
     * the first one of the image.
     */
    void writeTaskNs(Feed feed) throws IOException {
        int objref = nsTask == feed.task() ? ns : conversion.survey.namespaces().first();
        if (objref == 0) {
            objref = made();
        }
        if (nsTask != feed.task()) {
            conversion.ledger.made("TASK_NS", 0, ".ns_objref " + objref + ": "
                    + conversion.source.version().label() + " does not say");
        }
        conversion.image.write(conversion.image.record(RecordType.TASK_NS).put("ns_objref", objref));
    }

    /** An NS without any namespace, for images that have none; written once. */
    private int made() throws IOException {
        if (made == 0) {
            made = conversion.survey.ids().take();
            objref(ObjType.NS, made);
            conversion.image.write(conversion.image.record(RecordType.NS));
        }
        return made;
    }
}
