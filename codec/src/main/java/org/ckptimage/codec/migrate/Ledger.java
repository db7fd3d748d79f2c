// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.migrate.field.Leftovers;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.codec.migrate.tree.TreeLosses;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;

/** Reports losses, each at the record of the source that is being rewritten. */
final class Ledger implements TreeLosses {
    private final FormatVersion target;
    private final String file;
    private final LossSink sink;
    private String type = "";
    private long offset;
    private int objref;

    Ledger(FormatVersion target, String file, LossSink sink) {
        this.target = target;
        this.file = file;
        this.sink = sink;
    }

    /** Turns to the record at hand. */
    void at(Feed feed) {
        at(feed.frame(), feed.object());
    }

    private void at(Frame frame, int object) {
        type = frame.typeName();
        offset = frame.offset();
        objref = object;
    }

    void lost(FieldLayout field, String what) {
        report(Loss.Kind.LOST, field.offset(), field.name(), what);
    }

    /** Reports on the whole record. */
    void lost(String what) {
        report(Loss.Kind.LOST, 0, "", what);
    }

    /** Reports on a place in the record that is no field of its struct. */
    void lost(long at, String what) {
        report(Loss.Kind.LOST, at, "", what);
    }

    void invented(String field, String what) {
        report(Loss.Kind.INVENTED, 0, field, what);
    }

    /** Reports something that stands in the target only, in front of the record or behind it. */
    void made(String record, int id, String what) {
        sink.report(new Loss(Loss.Kind.INVENTED, new Location(file, offset, record, id, ""), what));
    }

    /** Reports that the target has no such record. */
    void dropped() {
        lost("dropped: " + target.label() + " has no such record");
    }

    /** Reports that the target does not have the object that the record announces. */
    void dropped(ObjType object) {
        sink.report(new Loss(Loss.Kind.LOST, new Location(file, offset, object.name(), objref, ""),
                "dropped: " + target.label() + " has no such object"));
    }

    /** Reports fields without a place, of the record itself. */
    Leftovers fields() {
        return fields("", 0);
    }

    /** Reports fields of a struct inside the record, {@code at} bytes from its start. */
    Leftovers fields(String prefix, long at) {
        return (field, value, cause) -> report(Loss.Kind.LOST, at + field.offset(), prefix + field.name(),
                value + ": " + target.label() + (cause == Leftovers.Cause.NO_FIELD ? " has no such field"
                        : " has no room for it"));
    }

    @Override
    public void lost(long at, String field, String what) {
        tree(Loss.Kind.LOST, at, field, what);
    }

    @Override
    public void invented(long at, String field, String what) {
        tree(Loss.Kind.INVENTED, at, field, what);
    }

    private void tree(Loss.Kind kind, long at, String field, String what) {
        sink.report(new Loss(kind, new Location(file, at, "TREE", 0, field), what));
    }

    private void report(Loss.Kind kind, long at, String field, String what) {
        sink.report(new Loss(kind, new Location(file, offset + at, type, objref, field), what));
    }

    /** A refusal at the record at hand. */
    ImageException refusal(Rule rule, String field, String message) {
        return new ImageException(new Finding(rule, new Location(file, offset, type, objref, field), "", "",
                message));
    }
}
