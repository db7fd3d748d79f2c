// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Picks one object out of an image: its records with their fields, and who refers to it. */
public final class ObjectFinder implements RecordListener {
    private static final int MOST_RECORDS = 1000;
    private static final int MOST_USERS = 1000;
    private static final int MOST_ELEMENTS = 64;

    private final ObjType type;
    private final int objref;
    private final List<Part> parts = new ArrayList<>();
    private final Map<String, List<String>> users = new LinkedHashMap<>();
    private long hidden;

    /**
     * One record of the object.
     *
     * @param offset where it is
     * @param type its type
     * @param length its {@code len}
     * @param fields its fields as text, by name
     */
    public record Part(long offset, String type, long length, Map<String, String> fields) {}

    public ObjectFinder(ObjType type, int objref) {
        this.type = type;
        this.objref = objref;
    }

    @Override
    public void record(ScanView view) {
        if (view.frame().type() == RecordType.OBJREF) {
            return;
        }
        if (view.openObjref() == objref && view.openType() == type) {
            if (parts.size() < MOST_RECORDS) {
                parts.add(part(view));
            } else {
                hidden++;
            }
        }
        StructLayout layout = view.layout();
        if (layout != null && users.size() < MOST_USERS) {
            layout.fields().stream().filter(field -> refers(view.frame(), field))
                    .forEach(field -> use(view, field));
        }
    }

    private boolean refers(Frame frame, FieldLayout field) {
        boolean reference = field.name().endsWith("ref") && field.count() == 1
                && field.size() == Integer.BYTES;
        return reference && !field.name().equals("ptrref") && frame.getInt(field) == objref;
    }

    private void use(ScanView view, FieldLayout field) {
        users.computeIfAbsent(user(view), key -> new ArrayList<>()).add(field.name());
    }

    private static String user(ScanView view) {
        if (view.openType() != null) {
            return view.openType().name().toLowerCase(Locale.ROOT) + ":" + view.openObjref();
        }
        int task = view.task();
        return task >= 0 && task < view.tree().size() ? "task " + view.tree().number(view.tree().pid(task))
                : view.frame().typeName() + " at 0x" + Long.toHexString(view.frame().offset());
    }

    private static Part part(ScanView view) {
        Map<String, String> fields = new LinkedHashMap<>();
        StructLayout layout = view.layout();
        if (layout != null) {
            // the list of a GROUPINFO does not fill its record
            long trailing = layout.has("ngroups") ? view.get("ngroups") : Long.MAX_VALUE;
            for (FieldLayout field : layout.fields()) {
                if (field.offset() >= 8) {
                    fields.put(field.name(), value(view.frame(), field, trailing));
                }
            }
        }
        return new Part(view.frame().offset(), view.frame().typeName(), view.frame().length(), fields);
    }

    private static String value(Frame frame, FieldLayout field, long trailing) {
        if (field.kind() == FieldLayout.Kind.BYTES) {
            return field.size() * Math.max(1, field.count()) + " bytes";
        }
        if (field.count() == 1) {
            return number(field, frame.get(field));
        }
        StringBuilder text = new StringBuilder("[");
        long held = frame.isHeld() ? (frame.length() - field.offset()) / field.size() : 0;
        long count = field.count() == 0 ? Math.min(held, trailing) : Math.min(held, field.count());
        for (int i = 0; i < Math.min(count, MOST_ELEMENTS); i++) {
            FieldLayout element = new FieldLayout(field.name(), field.offset() + i * field.size(),
                    field.size(), field.kind(), 1);
            text.append(i == 0 ? "" : ", ").append(number(field, frame.get(element)));
        }
        return text.append(count > MOST_ELEMENTS ? ", ...]" : "]").toString();
    }

    private static String number(FieldLayout field, long value) {
        return field.kind() == FieldLayout.Kind.SIGNED ? Long.toString(value) : Long.toUnsignedString(value);
    }

    /** True if the image has the object. */
    public boolean found() {
        return !parts.isEmpty();
    }

    /** The records of the object itself, without those of objects inside it. */
    List<Part> parts() {
        return parts;
    }

    /** Fields that hold the objref, by what they belong to. */
    Map<String, List<String>> users() {
        return users;
    }

    /** Records beyond those that were kept. */
    long hidden() {
        return hidden;
    }

    /** Such as {@code cred:17}. */
    public String name() {
        return type.name().toLowerCase(Locale.ROOT) + ":" + objref;
    }

    ObjType type() {
        return type;
    }

    int objref() {
        return objref;
    }
}
