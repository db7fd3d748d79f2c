// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/** Sockets, their queues, and ttys (SPEC.md, network and files). */
final class SocketGrammar {
    private static final int SOCKADDR_UN = 110;
    private static final int SOCKADDR_IN = 16;

    private final Scan scan;
    private final References references;

    SocketGrammar(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
    }

    Production sock() {
        Production unix = Production.named("unix socket")
                .one(SOCKET_UNIX, scope -> unix())
                .optional(STRING, scope -> Strings.path(scan));
        Production inet = Production.named("inet socket")
                .one(SOCKET_INET, scope -> addresses(SOCKET_INET, SOCKADDR_IN));
        // v23 may write the queues with the socket
        return Production.named("sock").one(SOCKET).anyOf(unix, inet, queue());
    }

    Production queue() {
        Production buffer = Production.named("socket buffer")
                .one(SOCKET_BUFFER, scope -> buffer())
                .any(BUFFER, scope -> { });
        if (SOCKET_FRAG.in(scan.version)) {
            buffer.any(SOCKET_FRAG, scope -> { });
        }
        return Production.named("socket queue")
                .one(SOCKET_QUEUE, scope ->
                        scope.remaining = scan.frame.get(scan.structs.field(SOCKET_QUEUE, "skb_count")))
                .counted(buffer);
    }

    Production tty() {
        return Production.named("tty")
                .one(TTY, scope -> judgeTty())
                .optional(TTY_LDISC, scope ->
                        scope.value = scan.frame.get(scan.structs.field(TTY_LDISC, "datalen")))
                .oneWhen(scope -> scope.value > 0, BUFFER, scope -> { });
    }

    private void judgeTty() {
        FieldLayout link = scan.structs.field(TTY, "link_objref");
        int objref = scan.frame.getInt(link);
        if (objref > 0 && !scan.isOpen(objref)) {
            references.check(link, ObjType.TTY, Need.ZERO_IS_NONE);
        }
    }

    private void unix() {
        FieldLayout self = scan.structs.field(SOCKET_UNIX, "this");
        int open = scan.openObjref();
        if (open != 0 && scan.frame.getInt(self) != open) {
            scan.report(Rule.CKR004, self, "a socket names itself by its own objref",
                    Integer.toString(scan.frame.getInt(self)), Integer.toString(open));
        }
        // a pair of sockets names each other, so the peer may still be open
        FieldLayout peer = scan.structs.field(SOCKET_UNIX, "peer");
        if (!scan.isOpen(scan.frame.getInt(peer))) {
            references.check(peer, ObjType.SOCK, Need.NONE_ALLOWED);
        } else {
            scan.objects.refer(scan.frame.getInt(peer));
        }
        if (scan.version.since(FormatVersion.V23_RC1)) {
            references.check(scan.structs.field(SOCKET_UNIX, "peercred"), ObjType.CRED, Need.NONE_ALLOWED);
        }
        addresses(SOCKET_UNIX, SOCKADDR_UN);
    }

    private void addresses(RecordType type, int most) {
        scan.expectRange(scan.structs.field(type, "laddr_len"), 0, most);
        scan.expectRange(scan.structs.field(type, "raddr_len"), 0, most);
    }

    private void buffer() {
        for (String name : new String[] {"sk_objref", "pr_objref"}) {
            FieldLayout field = scan.structs.field(SOCKET_BUFFER, name);
            references.check(field, ObjType.SOCK, Need.NONE_ALLOWED);
        }
    }
}
