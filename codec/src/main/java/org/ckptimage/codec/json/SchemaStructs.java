// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.FieldLayout.Kind;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** What fields the records and structs of a document can have, over all versions and architectures. */
final class SchemaStructs {
    private static final int HEADER = 8;
    private static final String ARRAY = "array:";

    /** Fields by key; a field is either nested or has shapes, by the names of their definitions. */
    private static final class Field {
        final Map<String, Field> nested = new TreeMap<>();
        final Set<String> shapes = new TreeSet<>();
    }

    private final Map<String, Field> structs = new TreeMap<>();

    SchemaStructs() {
        for (FormatVersion version : FormatVersion.values()) {
            for (Abi abi : Abi.values()) {
                if (abi.archId(version) >= 0) {
                    add(version, abi);
                }
            }
        }
    }

    private void add(FormatVersion version, Abi abi) {
        RecordLayouts layouts = new RecordLayouts(version, abi);
        for (RecordType type : RecordType.values()) {
            if (type.in(version)) {
                layouts.of(type).ifPresent(s -> add(type.name(), s, HEADER));
            }
        }
        for (int kind = 1; kind <= HEADER; kind++) {
            layouts.file(kind).ifPresent(s -> add(RecordType.FILE.name(), s, HEADER));
        }
        for (String name : Layouts.of(version, abi).names()) {
            if (!name.startsWith("ckpt_hdr")) {
                add(name, layouts.named(name).orElseThrow(), 0);
            }
        }
    }

    private void add(String definition, StructLayout layout, int from) {
        Field root = structs.computeIfAbsent(definition, k -> new Field());
        for (FieldLayout field : StructForm.shown(layout, from)) {
            Field at = root;
            for (String part : field.name().split("\\.")) {
                String key = at == root && from > 0 && part.equals(Keys.TYPE) ? Keys.NETDEV_TYPE : part;
                at = at.nested.computeIfAbsent(key, k -> new Field());
            }
            at.shapes.add(shape(field));
        }
        layout.fields().stream().filter(f -> f.count() == 0).forEach(f ->
                root.nested.computeIfAbsent(f.name(), k -> new Field()).shapes.add(ARRAY + element(f)));
    }

    private static String shape(FieldLayout field) {
        if (field.name().equals(StructForm.OBJTYPE)) {
            return "name_or_number";
        }
        if (field.size() == 1 && field.count() > 1) {
            return field.display() == FieldLayout.Display.TEXT ? "text" : "bytes";
        }
        return (field.count() > 1 ? ARRAY : "") + element(field);
    }

    private static String element(FieldLayout field) {
        if (field.kind() == Kind.BYTES) {
            return Forms.elementStruct(field);
        }
        return switch (field.display()) {
            case HEX, FLAGS, CAPS -> "hexadecimal";
            case OCTAL -> "octal";
            case PLAIN, REF, TEXT -> "decimal";
        };
    }

    /** Definition names of everything that is no record. */
    Set<String> elements() {
        Set<String> names = new TreeSet<>(structs.keySet());
        for (RecordType type : RecordType.values()) {
            names.remove(type.name());
        }
        return names;
    }

    /** The properties of a struct by key. */
    Map<String, Object> properties(String definition) {
        Field struct = structs.get(definition);
        return struct == null ? Schemas.of() : properties(struct);
    }

    private static Map<String, Object> properties(Field parent) {
        Map<String, Object> properties = Schemas.of();
        parent.nested.forEach((key, field) -> properties.put(key, schema(field)));
        return properties;
    }

    private static Map<String, Object> schema(Field field) {
        if (field.shapes.isEmpty()) {
            return Schemas.closed(properties(field));
        }
        Object[] shapes = field.shapes.stream().map(SchemaStructs::schema).toArray();
        return shapes.length == 1 ? schema(field.shapes.iterator().next()) : Schemas.anyOf(shapes);
    }

    private static Map<String, Object> schema(String shape) {
        return shape.startsWith(ARRAY) ? Schemas.array(Schemas.ref(shape.substring(ARRAY.length())))
                : Schemas.ref(shape);
    }
}
