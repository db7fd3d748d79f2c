// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Name of an entry as it is stored: any bytes. It is compared and shown, and never given to the file system.
 *
 * <p>Two names are equal if they mean the same file: {@code ./a//b} and {@code a/b}.
 */
public final class EntryName {
    private final byte[] stored;
    private final List<String> parts = new ArrayList<>();

    private EntryName(byte[] stored) {
        this.stored = stored;
        // one char for each byte, so that nothing is lost
        for (String part : new String(stored, StandardCharsets.ISO_8859_1).split("/")) {
            if (!part.isEmpty() && !part.equals(".")) {
                parts.add(part);
            }
        }
    }

    /** The name with these bytes. */
    public static EntryName of(byte[] stored) {
        return new EntryName(stored.clone());
    }

    /** The name with this text in UTF-8. */
    public static EntryName of(String text) {
        return new EntryName(text.getBytes(StandardCharsets.UTF_8));
    }

    /** The bytes as they are stored. */
    public byte[] bytes() {
        return stored.clone();
    }

    /** Directories in front of the last part, {@code /} between them; empty if there are none. */
    public String directory() {
        return String.join("/", parts.subList(0, Math.max(0, parts.size() - 1)));
    }

    /** The last part; empty for the root directory. */
    public String file() {
        return parts.isEmpty() ? "" : parts.get(parts.size() - 1);
    }

    /** All parts with {@code /} between them: what tells files apart. A char for each byte. */
    public String path() {
        return String.join("/", parts);
    }

    /** Why a program that unpacks would not be safe with this name; empty if it would. */
    public Optional<String> danger() {
        if (stored.length > 0 && stored[0] == '/') {
            return Optional.of("name of an entry is absolute");
        }
        if (parts.contains("..")) {
            return Optional.of("name of an entry leaves the archive by ..");
        }
        for (byte b : stored) {
            if (b == 0) {
                return Optional.of("name of an entry has a NUL");
            }
        }
        return stored.length == 0 ? Optional.of("name of an entry is empty") : Optional.empty();
    }

    /** For people: what is not printable is {@code \xNN}. */
    public String text() {
        String name = new String(stored, StandardCharsets.UTF_8);
        if (name.chars().allMatch(EntryName::printable)) {
            return name;
        }
        StringBuilder text = new StringBuilder();
        for (byte b : stored) {
            boolean plain = b >= ' ' && b < 0x7f && b != '\\';
            text.append(plain ? String.valueOf((char) b) : String.format(Locale.ROOT, "\\x%02x", b & 0xff));
        }
        return text.toString();
    }

    private static boolean printable(int c) {
        return !Character.isISOControl(c) && Character.getType(c) != Character.FORMAT && c != 0xfffd
                && c != '\\';
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EntryName name && parts.equals(name.parts);
    }

    @Override
    public int hashCode() {
        return parts.hashCode();
    }

    @Override
    public String toString() {
        return text();
    }
}
