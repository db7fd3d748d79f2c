// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.formats.layout.FieldLayout.Display;
import org.ckptimage.formats.layout.FieldLayout.Kind;

/**
 * One entry of a {@code seq}, or one further member of a union.
 *
 * @param id spelling of the spec
 * @param name kernel spelling
 * @param type name of a type without its arguments; empty for plain bytes
 * @param size bytes of one element if {@code type} is an integer or empty, else 0
 * @param count elements: n as declared, 0 for an array whose length only the record tells
 * @param array true if the entry is repeated or plain bytes
 * @param padding true for alignment bytes, which are no field
 * @param open true for what a record holds beyond its struct
 * @param display how its value is written for people
 */
record SpecField(String id, String name, String type, int size, int count, boolean array, boolean padding,
        boolean open, Condition condition, Optional<String> doc, Display display) {

    private static final Pattern INTEGER = Pattern.compile("([us])([1248])(?:le|be)?");

    static SpecField of(YamlNode node) {
        String id = node.text("id").orElseThrow();
        String name = node.text("-orig-id").orElse(id);
        String type = node.text("type").orElse("").replaceAll("\\(.*\\)", "");
        Matcher integer = INTEGER.matcher(type);
        int size = type.isEmpty() ? 1 : integer.matches() ? Integer.parseInt(integer.group(2)) : 0;
        boolean array = type.isEmpty() || node.has("repeat") || node.has("count");
        return new SpecField(id, name, type, size, count(node, type), array, node.has("-padding"),
                node.has("size-eos"), node.text("if").map(Condition::parse).orElse(Condition.ALWAYS),
                node.text("doc"),
                node.text("-display").map(d -> Display.valueOf(d.toUpperCase(Locale.ROOT)))
                        .orElse(Display.PLAIN));
    }

    private static int count(YamlNode node, String type) {
        if (type.isEmpty()) {
            return node.number("size", 0);
        }
        if (node.has("-count") || node.has("count")) {
            return node.number("-count", node.number("count", 0));
        }
        String repeat = node.text("repeat-expr").orElse("1");
        return repeat.matches("\\d+") ? Integer.parseInt(repeat) : 0;
    }

    /** True if the entry is one integer, an array of integers, or bytes. */
    boolean plain() {
        return size > 0;
    }

    Kind kind() {
        if (!plain()) {
            return Kind.BYTES;
        }
        return type.startsWith("s") ? Kind.SIGNED : Kind.UNSIGNED;
    }
}
