// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.layout;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Layout of one struct in one version and ABI.
 *
 * <p>{@link #fields()} are in order of offset, without padding, so gaps between them are padding. Members of
 * a union stand side by side at their common offset.
 */
public final class StructLayout {
    private final String name;
    private final int size;
    private final Map<String, FieldLayout> byName = new LinkedHashMap<>();

    StructLayout(String name, int size, List<FieldLayout> fields) {
        this.name = name;
        this.size = size;
        for (FieldLayout field : fields) {
            byName.put(field.name(), field);
        }
    }

    /** A layout that no spec describes, since the kernel has no struct for it. */
    public static StructLayout of(String name, int size, List<FieldLayout> fields) {
        return new StructLayout(name, size, fields);
    }

    /** Kernel name, e.g. {@code ckpt_hdr_cred}. */
    public String name() {
        return name;
    }

    /** {@code sizeof} in bytes, trailing padding included, trailing variable array excluded. */
    public int size() {
        return size;
    }

    /** All fields, in order of offset. */
    public List<FieldLayout> fields() {
        return List.copyOf(byName.values());
    }

    /** True if this version has the field. */
    public boolean has(String field) {
        return byName.containsKey(field);
    }

    /**
     * The field of that name.
     *
     * @throws IllegalArgumentException if this version has no such field
     */
    public FieldLayout field(String field) {
        FieldLayout found = byName.get(field);
        if (found == null) {
            throw new IllegalArgumentException(name + " has no field " + field);
        }
        return found;
    }
}
