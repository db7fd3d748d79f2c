// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.layout;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/**
 * Layouts of all structs for one version and ABI, read from the table that the build compiles from the specs.
 *
 * <p>The table has lines {@code S struct since until abi,abi|* size} and {@code F name offset size kind
 * count display}, cells parted by tabs, with versions as stamps (inclusive on both ends), in order of struct
 * names.
 */
public final class Layouts {
    static final String TABLE = "layouts.tsv";

    private static final Map<String, Layouts> CACHE = new ConcurrentHashMap<>();

    private final Map<String, StructLayout> structs;

    private Layouts(Map<String, StructLayout> structs) {
        this.structs = structs;
    }

    /** The layouts of {@code version} on {@code abi}. */
    public static Layouts of(FormatVersion version, Abi abi) {
        return CACHE.computeIfAbsent(version + " " + abi, key -> load(version, abi));
    }

    private static Layouts load(FormatVersion version, Abi abi) {
        try (InputStream in = Layouts.class.getResourceAsStream(TABLE)) {
            if (in == null) {
                throw new IllegalStateException("the layout table is missing from this build");
            }
            return new Layouts(read(new BufferedReader(new InputStreamReader(in, StandardCharsets.US_ASCII)),
                    version.stamp(), abi.kernelName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The layout of a struct by its kernel name; empty if this version or ABI does not have it. */
    public Optional<StructLayout> find(String struct) {
        return Optional.ofNullable(structs.get(struct));
    }

    /** Names of all structs of this version and ABI, in alphabetical order. */
    public List<String> names() {
        return List.copyOf(structs.keySet());
    }

    private static Map<String, StructLayout> read(BufferedReader table, int stamp, String abi)
            throws IOException {
        Map<String, StructLayout> found = new LinkedHashMap<>();
        String[] open = null;
        List<FieldLayout> fields = new ArrayList<>();
        for (String line = table.readLine(); line != null; line = table.readLine()) {
            String[] cell = line.split("\t");
            if (cell[0].equals("S")) {
                close(found, open, fields);
                open = applies(cell, stamp, abi) ? cell : null;
                fields = new ArrayList<>();
            } else if (open != null) {
                fields.add(new FieldLayout(cell[1], Integer.parseInt(cell[2]), Integer.parseInt(cell[3]),
                        FieldLayout.Kind.valueOf(cell[4]), Integer.parseInt(cell[5]),
                        FieldLayout.Display.valueOf(cell[6])));
            }
        }
        close(found, open, fields);
        return found;
    }

    private static boolean applies(String[] head, int stamp, String abi) {
        return Integer.parseInt(head[2]) <= stamp
                && stamp <= Integer.parseInt(head[3])
                && (head[4].equals("*") || List.of(head[4].split(",")).contains(abi));
    }

    private static void close(Map<String, StructLayout> found, String[] head, List<FieldLayout> fields) {
        if (head != null) {
            found.put(head[1], new StructLayout(head[1], Integer.parseInt(head[5]), fields));
        }
    }
}
