// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.ckptimage.tools.terminal.Visible;

/**
 * Names that this host has for ids, from files in the form of /etc/passwd. Only a hint: the image comes from
 * another host, and ids inside a user namespace other than that of the root task are not ids of any
 * host at all.
 */
public final class HostNames {
    private static final long MOST = 1 << 20;

    private final Map<Long, String> names = new HashMap<>();

    /** Ids stand alone. */
    public static HostNames none() {
        return new HostNames();
    }

    /** The names in a file; none if it is missing or unusually large. */
    public static HostNames in(Path file) {
        HostNames names = new HostNames();
        try {
            if (Files.size(file) <= MOST) {
                new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1).lines().forEach(names::add);
            }
        } catch (IOException e) {
            return none();
        }
        return names;
    }

    private void add(String line) {
        String[] cells = line.split(":", 4);
        if (cells.length > 3 && cells[2].matches("\\d{1,10}")) {
            names.putIfAbsent(Long.parseLong(cells[2]), Visible.of(cells[0]));
        }
    }

    /** Such as {@code 33(www-data)}, or {@code 33} if this host has no name for it. */
    String show(long id) {
        String name = names.get(id);
        return name == null ? Long.toString(id) : id + "(" + name + ")";
    }
}
