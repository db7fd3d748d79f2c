// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.IOException;
import java.util.Set;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/** One record of the source, wherever it comes from, to the place where the target stands. */
final class RecordRewrite {
    private static final Set<String> LABEL = Set.of("perms.sec_ref", "sec_ref");

    private final Conversion conversion;
    private final StructRewrite structs;
    private final PayloadCopy payloads;
    private final HeaderRewrite header;
    private final BufferRewrite buffers;
    private final CredRewrite creds;
    private final TaskRewrite tasks;
    private final SocketRewrite sockets;
    private final TtyRewrite ttys;
    private final SignalRewrite signals;

    RecordRewrite(Conversion conversion) {
        this.conversion = conversion;
        this.structs = new StructRewrite(conversion);
        this.payloads = new PayloadCopy(conversion);
        this.header = new HeaderRewrite(conversion, structs, payloads);
        this.buffers = new BufferRewrite(conversion, structs, payloads, header);
        this.creds = new CredRewrite(conversion, structs);
        this.tasks = new TaskRewrite(conversion, structs, payloads, creds);
        this.sockets = new SocketRewrite(conversion, structs, payloads, creds);
        this.ttys = new TtyRewrite(conversion, structs);
        this.signals = new SignalRewrite(conversion, structs);
    }

    CredRewrite creds() {
        return creds;
    }

    NamespaceRewrite namespaces() {
        return tasks.namespaces();
    }

    SignalRewrite signals() {
        return signals;
    }

    SocketRewrite sockets() {
        return sockets;
    }

    /** A record that the source does not know, or an extension. */
    void foreign(Feed feed) throws IOException {
        conversion.ledger.at(feed);
        int code = feed.frame().code();
        if (feed.isExtension()) {
            if (conversion.has(feed.frame().type())) {
                structs.copy(feed);
            } else {
                conversion.ledger.dropped();
            }
            return;
        }
        boolean extension = feed.frame().type() != null;
        boolean taken = RecordType.of(conversion.target.version(), code)
                .filter(t -> !extension && !Feed.isExtensionType(t)).isPresent();
        if (taken) {
            conversion.ledger.lost("dropped: the number means another record in "
                    + conversion.target.version().label());
            return;
        }
        if (conversion.swaps()) {
            conversion.ledger.lost("kept as it is: what it holds is not known, so its byte order stays");
        }
        payloads.record(feed, code);
    }

    /** Rewrites the record at hand, which is known and no part of the tree. */
    void rewrite(Feed feed) throws IOException {
        conversion.ledger.at(feed);
        RecordType type = feed.frame().type();
        if (Feed.isOpaque(type)) {
            if (feed.ownerKept()) {
                carried(feed, type);
            }
        } else if (type == RecordType.OBJREF) {
            announce(feed);
        } else if (!conversion.has(type) && !special(type)) {
            // an object was reported where it is announced
            feed.dropOwner();
        } else {
            struct(feed, type);
        }
    }

    private static boolean special(RecordType type) {
        return switch (type) {
            case CONTAINER, TASK_CREDS, TASK_NS, SOCKET_FRAG -> true;
            default -> false;
        };
    }

    private void carried(Feed feed, RecordType type) throws IOException {
        switch (type) {
            case BUFFER -> buffers.buffer(feed);
            case LSM_INFO -> header.lsm(feed);
            case NETDEV_ADDR -> buffers.netAddress(feed);
            case STRING -> {
                if (feed.isComm()) {
                    tasks.comm(feed);
                } else {
                    buffers.opaque(feed);
                }
            }
            default -> buffers.opaque(feed);
        }
    }

    private void announce(Feed feed) throws IOException {
        ObjType type = feed.announcedType();
        boolean kept = type.in(conversion.target.version())
                && type.main().filter(conversion::has).isPresent();
        if (!kept) {
            conversion.ledger.dropped(type);
            return;
        }
        switch (type) {
            case NS, UTS_NS, IPC_NS -> namespaces().announce(feed);
            case SIGHAND -> {
                tasks.fs(feed);
                namespaces().objref(type, feed.object());
            }
            default -> namespaces().objref(type, feed.object());
        }
    }

    private void struct(Feed feed, RecordType type) throws IOException {
        switch (type) {
            case HEADER -> header.header(feed);
            case HEADER_ARCH -> header.architecture(feed);
            case CONTAINER -> header.container(feed);
            case TASK -> tasks.task(feed);
            case THREAD -> tasks.thread(feed);
            case RESTART_BLOCK -> tasks.restartBlock(feed);
            case TASK_CREDS -> creds.taskCreds(feed);
            case TASK_NS -> namespaces().taskNs(feed);
            case TASK_OBJS -> tasks.objects(feed);
            case FILE -> creds.file(feed);
            case FS -> tasks.umask(feed);
            case CRED -> creds.cred(feed);
            case NS -> namespaces().ns(feed);
            case UTS_NS, IPC_NS -> namespaces().part(feed);
            case IPC -> ipc(feed);
            case SOCKET_UNIX -> sockets.unix(feed);
            case SOCKET_BUFFER -> sockets.buffer(feed);
            case SOCKET_FRAG -> sockets.fragment(feed);
            case TTY -> ttys.tty(feed);
            case SIGNAL, SIGPENDING, SIGNAL_TASK -> signals.rewrite(feed);
            case PGARR -> {
                buffers.pages(feed);
                structs.copy(feed);
            }
            default -> plain(feed);
        }
    }

    private void plain(Feed feed) throws IOException {
        if (structs.knows(feed.frame())) {
            structs.copy(feed, conversion.has(RecordType.SECURITY) ? Set.of() : LABEL);
            return;
        }
        if (conversion.swaps()) {
            conversion.ledger.lost("copied as it is: its layout on " + conversion.source.abi().kernelName()
                    + " is not known, so its byte order stays");
        }
        buffers.opaque(feed);
    }

    /** The list of another kind of IPC object names the number of their record. */
    private void ipc(Feed feed) throws IOException {
        FieldLayout kind = conversion.from.require(RecordType.IPC).field("ipc_type");
        RecordType members = RecordType.of(conversion.source.version(), feed.frame().getInt(kind))
                .orElseThrow();
        structs.write(structs.draft(feed, Set.of())
                .put("ipc_type", members.code(conversion.target.version())));
    }
}
