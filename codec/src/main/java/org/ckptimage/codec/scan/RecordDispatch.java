// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.io.IOException;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * Sends each record where it belongs: objects, errors, unknown types and extensions are not part of the
 * grammar.
 */
final class RecordDispatch {
    private final Scan scan;
    private final References references;
    private final Machine machine;
    private final RecordShape shape;
    private final ErrorRecords errors;
    private final ExtensionCheck extensions;
    private final RecordListener listener;
    private final FieldLayout objtype;
    private final FieldLayout objref;
    private boolean tailSeen;
    private boolean unsupported;

    RecordDispatch(Scan scan, RecordListener listener) {
        this.scan = scan;
        this.listener = listener;
        this.references = new References(scan);
        ImageGrammar grammar = new ImageGrammar(scan, references);
        this.machine = new Machine(scan, references, grammar.image(), grammar.objects());
        this.shape = new RecordShape(scan);
        this.errors = new ErrorRecords(scan);
        this.extensions = new ExtensionCheck(scan, references);
        this.objtype = scan.structs.field(RecordType.OBJREF, "objtype");
        this.objref = scan.structs.field(RecordType.OBJREF, "objref");
    }

    void record() throws IOException {
        RecordType type = scan.frame.type();
        if (type == null || extensions.owns(type) && !scan.header.extended) {
            scan.report(Rule.CKS008, "unknown record type, kept as it is",
                    Integer.toUnsignedString(scan.frame.code()), "");
        } else if (errors.take(type)) {
            listener.record(scan);
            return;
        } else if (shape.check()) {
            known(type);
        }
        listener.record(scan);
    }

    private void known(RecordType type) throws IOException {
        if (type == RecordType.OBJREF) {
            object();
        } else if (extensions.owns(type)) {
            machine.closeDone();
            extensions.check(type);
        } else {
            machine.accept();
            tailSeen |= type == RecordType.TAIL;
            if (type == RecordType.HEADER) {
                platform();
            }
        }
    }

    /** Flags nobody knows make an image unsupported; an impossible byte order makes it invalid. */
    private void platform() {
        unsupported = scan.header.unknownFlags;
        Abi abi = scan.format.abi();
        if (!scan.format.order().isOf(abi)) {
            scan.report(Rule.CKS018, scan.structs.field(RecordType.HEADER, "arch_id"),
                    "this architecture does not have this byte order", abi.kernelName() + ", "
                            + scan.format.order().word() + "-endian", "");
        }
    }

    private void object() {
        Frame frame = scan.frame;
        int code = frame.getInt(objtype);
        int id = frame.getInt(objref);
        ObjType type = ObjType.of(scan.version, code).orElse(null);
        machine.closeFinished();
        if (machine.full()) {
            return;
        }
        if (id <= 0) {
            scan.report(Rule.CKR001, objref, "the objref of an object is positive", Integer.toString(id),
                    "at least 1");
        } else if (scan.objects.typeOf(id) != null || scan.isOpen(id)) {
            scan.report(Rule.CKR003, objref, "objref " + id + " is defined twice", Integer.toString(id),
                    "an unused objref");
        }
        if (type == null || type.main().isEmpty()) {
            scan.report(Rule.CKR004, objtype, "no object of this type is announced by OBJREF",
                    type == null ? Integer.toUnsignedString(code) : type.name(), "");
        }
        machine.open(type, id, frame.offset());
    }

    boolean tailSeen() {
        return tailSeen;
    }

    boolean failed() {
        return errors.failed();
    }

    boolean unsupported() {
        return unsupported;
    }

    /** What is left to judge once all records were read. */
    void end() {
        errors.end();
        if (tailSeen && !errors.failed()) {
            references.reportUnreferenced();
        }
    }

    String expected() {
        return machine.expected();
    }
}
