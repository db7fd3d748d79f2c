// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.io.IOException;
import java.time.Clock;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.graph.LookupTrace;
import org.ckptimage.codec.graph.ObjrefTable;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** What all rules of one scan share: the record at hand, the objects so far, and where findings go. */
final class Scan implements ScanView {
    final ImageFormat format;
    final FormatVersion version;
    final ReadLimits limits;
    final Clock clock;
    final LookupTrace trace;
    final Structs structs;
    final FrameReader reader;
    final Frame frame;
    final ObjrefTable objects = new ObjrefTable();
    final TaskTree tree = new TaskTree();
    final HeaderFacts header = new HeaderFacts();
    /** The innermost rule being read. */
    Scope top;
    /** Position in the tree of the task being read; -1 before the first. */
    int task = -1;
    private final String file;
    private final FindingSink sink;

    Scan(String file, ImageFormat format, FrameReader reader, ScanSettings settings, FindingSink sink) {
        this.file = file;
        this.format = format;
        this.version = format.version();
        this.limits = settings.limits();
        this.clock = settings.clock();
        this.trace = settings.trace();
        this.structs = new Structs(format);
        this.reader = reader;
        this.frame = reader.frame();
        this.sink = sink;
    }

    @Override
    public ImageFormat format() {
        return format;
    }

    @Override
    public Frame frame() {
        return frame;
    }

    @Override
    public int task() {
        return task;
    }

    @Override
    public TaskTree tree() {
        return tree;
    }

    @Override
    public StructLayout layout() {
        if (frame.type() == null) {
            return null;
        }
        return frame.type() == RecordType.TASK ? structs.task(frame.length()) : structs.of(frame.type());
    }

    @Override
    public long get(String field) {
        return frame.get(Structs.field(layout(), field));
    }

    @Override
    public FieldLayout field(RecordType type, String name) {
        return structs.field(type, name);
    }

    @Override
    public ObjType openType() {
        for (Scope scope = top; scope != null; scope = scope.parent) {
            if (scope.objType != null) {
                return scope.objType;
            }
        }
        return null;
    }

    @Override
    public int openObjref() {
        for (Scope scope = top; scope != null; scope = scope.parent) {
            if (scope.objType != null) {
                return scope.objref;
            }
        }
        return 0;
    }

    /** True if the object is announced and its records are still being read. */
    boolean isOpen(int objref) {
        for (Scope scope = top; scope != null; scope = scope.parent) {
            if (scope.objType != null && scope.objref == objref) {
                return true;
            }
        }
        return false;
    }

    /** Reports on the whole record. */
    void report(Rule rule, String message, String got, String expected) {
        reportAt(rule, frame.offset(), "", message, got, expected);
    }

    /** Reports on a field of the record. */
    void report(Rule rule, FieldLayout field, String message, String got, String expected) {
        reportAt(rule, frame.offset() + field.offset(), field.name(), message, got, expected);
    }

    /** Reports on a named place in the record. */
    void reportAt(Rule rule, long offset, String field, String message, String got, String expected) {
        Location where = new Location(file, offset, frame.typeName(), openObjref(), field);
        sink.report(new Finding(rule, where, got, expected, message));
    }

    /** Reports on a place that is not in the record at hand. */
    void reportElsewhere(Rule rule, Location where, String message) {
        sink.report(new Finding(rule, where, "", "", message));
    }

    /** Name of the input. */
    String file() {
        return file;
    }

    /** Reports CKS003 unless the record has exactly {@code expected} bytes. */
    void expectLength(long expected, String why) {
        if (frame.length() != expected) {
            reportAt(Rule.CKS003, frame.offset() + 4, "len", "record length differs from " + why,
                    Long.toString(frame.length()), Long.toString(expected));
        }
    }

    /** Reports CKS011 if a byte of the padding is not zero. */
    void expectZero(Structs.Padding padding) {
        int at = padding.firstNonZero(frame.bytes(), frame.base(), frame.length());
        if (at >= 0) {
            reportAt(Rule.CKS011, frame.offset() + at, "padding", "padding is not zero",
                    HeaderGrammar.hex(frame.u8(at)), "0");
        }
    }

    /** Reports CKV009 unless a field has that value. */
    void expectValue(FieldLayout field, long expected) {
        if (frame.get(field) != expected) {
            report(Rule.CKV009, field, "value is not valid here", Long.toString(frame.get(field)),
                    Long.toString(expected));
        }
    }

    /** Reports CKV009 unless a value lies in a closed range. */
    void expectRange(FieldLayout field, long least, long most) {
        long value = frame.get(field);
        if (value < least || value > most) {
            report(Rule.CKV009, field, "value outside its valid range", Long.toString(value), least + ".."
                    + most);
        }
    }

    @Override
    public int payload(int n) throws IOException {
        return reader.payload(n);
    }
}
