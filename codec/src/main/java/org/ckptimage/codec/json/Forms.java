// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.FieldLayout.Display;
import org.ckptimage.formats.layout.FieldLayout.Kind;
import org.ckptimage.formats.layout.StructLayout;

/** The forms of all structs and elements of one image format, each made once. */
final class Forms {
    private static final int HEADER = 8;
    /** Structs that arrays within records consist of, by the name of the array. */
    private static final Map<String, String> ELEMENTS = Map.of("rlim", "ckpt_rlimit", "action",
            "ckpt_sigaction", "siginfo", "ckpt_siginfo", "extents", "ckpt_ext_extent");
    private static final StructLayout SEMAPHORE = StructLayout.of("semaphore", 8, List.of(
            new FieldLayout("semval", 0, 4, Kind.SIGNED, 1),
            new FieldLayout("sempid", 4, 4, Kind.SIGNED, 1)));

    private final ImageFormat format;
    private final RecordLayouts layouts;
    private final Map<String, StructForm> records = new HashMap<>();
    private final Map<String, Element> elements = new HashMap<>();

    Forms(ImageFormat format) {
        this.format = format;
        this.layouts = new RecordLayouts(format.version(), format.abi());
    }

    ImageFormat format() {
        return format;
    }

    RecordLayouts layouts() {
        return layouts;
    }

    /** The form of a struct record. */
    StructForm record(StructLayout layout) {
        return records.computeIfAbsent(layout.name() + layout.size(),
                key -> new StructForm(layout, HEADER, order(), this));
    }

    private ByteOrderView order() {
        return format.order();
    }

    /** The elements of an array field. */
    Element element(FieldLayout field) {
        if (field.kind() != Kind.BYTES) {
            return new Element.Number(field, order());
        }
        return struct(layouts.named(elementStruct(field)).orElseThrow());
    }

    /** Kernel name of the struct that an array of structs consists of. */
    static String elementStruct(FieldLayout field) {
        return ELEMENTS.get(field.name());
    }

    private Element struct(StructLayout layout) {
        Element known = elements.get(layout.name());
        if (known == null) {
            known = new Element.Struct(new StructForm(layout, 0, order(), this));
            elements.put(layout.name(), known);
        }
        return known;
    }

    /**
     * The elements of a payload that is one array.
     *
     * @param key of the array
     * @throws IllegalArgumentException if there is no such array
     */
    Element payload(String key) {
        return switch (key) {
            case Keys.ENTRIES -> struct(layouts.named(
                    format.version().since(FormatVersion.V23_RC1_PIDS) ? "ckpt_task_pids" : "ckpt_pids")
                    .orElseThrow());
            case Keys.ITEMS -> struct(layouts.named("ckpt_eventpoll_item").orElseThrow());
            case Keys.ADDRS -> struct(layouts.named("ckpt_netdev_addr").orElseThrow());
            case Keys.SEMAPHORES -> struct(SEMAPHORE);
            case Keys.NUMBERS -> number(key, Integer.BYTES, Kind.SIGNED, Display.PLAIN);
            case Keys.AUXV -> number(key, format.version().since(FormatVersion.V19) ? Long.BYTES : word(),
                    Kind.UNSIGNED, Display.HEX);
            case Keys.ADDRESSES -> number(key, word(), Kind.UNSIGNED, Display.HEX);
            default -> throw new IllegalArgumentException(key);
        };
    }

    private int word() {
        return format.abi().wordSize();
    }

    private Element number(String key, int size, Kind kind, Display display) {
        return new Element.Number(new FieldLayout(key, 0, size, kind, 1, display), order());
    }

    /** True if payloads of this format can have such an array. */
    boolean has(String key) {
        return switch (key) {
            case Keys.ENTRIES, Keys.SEMAPHORES, Keys.NUMBERS, Keys.AUXV, Keys.ADDRESSES -> true;
            case Keys.ITEMS -> layouts.named("ckpt_eventpoll_item").isPresent();
            case Keys.ADDRS -> layouts.named("ckpt_netdev_addr").isPresent();
            default -> false;
        };
    }
}
