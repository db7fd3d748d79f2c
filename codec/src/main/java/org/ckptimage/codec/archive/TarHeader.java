// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.util.Objects;

/**
 * One entry of a tar archive, long names and extended headers applied.
 *
 * @param offset of its first header block in the decompressed archive
 * @param name as it is stored
 * @param link target of a link; empty for all else
 * @param kind what it is
 * @param size bytes of content that follow
 */
record TarHeader(long offset, EntryName name, EntryName link, Kind kind, long size) {
    TarHeader {
        Objects.requireNonNull(name);
        Objects.requireNonNull(link);
        Objects.requireNonNull(kind);
    }

    /** What an entry is. */
    enum Kind {
        FILE("file"),
        DIRECTORY("directory"),
        HARD_LINK("hard link"),
        SYMBOLIC_LINK("symbolic link"),
        DEVICE("device"),
        FIFO("FIFO"),
        SPARSE("sparse file"),
        OTHER("entry of unknown type");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** For people. */
        String words() {
            return words;
        }

        static Kind of(int typeFlag) {
            return switch (typeFlag) {
                case 0, '0', '7' -> FILE;
                case '1' -> HARD_LINK;
                case '2' -> SYMBOLIC_LINK;
                case '3', '4' -> DEVICE;
                case '5' -> DIRECTORY;
                case '6' -> FIFO;
                case 'S' -> SPARSE;
                default -> OTHER;
            };
        }

        /** True if no content follows, whatever the size says. */
        boolean headerOnly() {
            return this != FILE && this != SPARSE && this != OTHER;
        }
    }
}
