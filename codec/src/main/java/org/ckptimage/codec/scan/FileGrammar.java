// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** FILE_TABLE with its descriptors and deferred parts, and FILE of every kind (SPEC.md, files). */
final class FileGrammar {
    private static final int MAX_FDS = 1 << 20;

    private final Scan scan;
    private final References references;
    private final FileCheck check;
    private final SocketGrammar sockets;

    FileGrammar(Scan scan, References references, SocketGrammar sockets) {
        this.scan = scan;
        this.references = references;
        this.check = new FileCheck(scan, references);
        this.sockets = sockets;
    }

    Production table() {
        Production rule = Production.named("file_table")
                .one(FILE_TABLE, scope -> scope.remaining = descriptors())
                .counted(FILE_DESC, scope -> descriptor());
        if (EPOLL_ITEMS.in(scan.version)) {
            return rule.anyOf(epollItems(), sockets.queue());
        }
        return rule.anyOf(sockets.queue());
    }

    Production file() {
        return Production.named("file")
                .one(FILE, check::file)
                .oneWhen(scope -> scope.value == FileCheck.GENERIC, FILE_NAME, scope -> Strings.path(scan))
                .oneWhen(scope -> scope.value == FileCheck.PIPE && scope.flag, PIPE_BUF, scope -> { })
                .maybeWhen(scope -> scope.value == FileCheck.FIFO, fifo());
    }

    /** The order of the two is not known from a source. */
    private Production fifo() {
        return Production.named("fifo").anyOf(Production.single(FILE_NAME, scope -> Strings.path(scan)),
                Production.single(PIPE_BUF, scope -> { }));
    }

    private Production epollItems() {
        return Production.named("epoll_items")
                .one(EPOLL_ITEMS, scope -> {
                    references.check(scan.structs.field(EPOLL_ITEMS, "epfile_objref"), ObjType.FILE,
                            Need.REQUIRED);
                    scope.value = scan.frame.get(scan.structs.field(EPOLL_ITEMS, "num_items"));
                })
                .oneWhen(scope -> scope.value > 0, BUFFER, this::items);
    }

    private void items(Scope scope) throws IOException {
        StructLayout item = scan.structs.named("ckpt_eventpoll_item");
        FieldLayout file = item.field("file_objref");
        scan.expectLength(8 + scope.value * item.size(), "num_items");
        while (scan.reader.unread() >= item.size()) {
            long offset = scan.frame.offset() + scan.frame.length() - scan.reader.unread();
            int at = scan.payload(item.size());
            int objref = scan.frame.order().i32(scan.frame.bytes(), at + file.offset());
            FieldLayout place = new FieldLayout("file_objref", (int) Math.min(Integer.MAX_VALUE,
                    offset - scan.frame.offset() + file.offset()), 4, FieldLayout.Kind.SIGNED, 1);
            references.check(place, objref, ObjType.FILE, Need.ZERO_IS_NONE, Rule.CKR001);
        }
    }

    private long descriptors() {
        FieldLayout count = scan.structs.field(FILE_TABLE, "fdt_nfds");
        scan.expectRange(count, 0, MAX_FDS);
        return scan.frame.get(count);
    }

    private void descriptor() {
        references.check(scan.structs.field(FILE_DESC, "fd_objref"), ObjType.FILE, Need.REQUIRED);
        FieldLayout number = scan.structs.field(FILE_DESC, "fd_descriptor");
        if (scan.frame.getInt(number) < 0) {
            scan.report(Rule.CKV009, number, "a descriptor is not negative",
                    Integer.toString(scan.frame.getInt(number)), "at least 0");
        }
        scan.expectRange(scan.structs.field(FILE_DESC, "fd_close_on_exec"), 0, 1);
    }
}
