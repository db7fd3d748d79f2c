// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.files;

import java.util.Locale;

/** Kinds of open files ({@code f_type}). */
public enum FileKind {
    /** Any number that no kernel wrote. */
    UNKNOWN,
    /** A file with a name: a regular one, or a device that keeps nothing. */
    GENERIC,
    PIPE,
    FIFO,
    SOCKET,
    TTY,
    EPOLL,
    EVENTFD,
    /** A file with a name that was opened as a directory. */
    DIRECTORY,
    /** A file with a name that was opened for its place alone (O_PATH), to read and write nothing. */
    PATH;

    static FileKind of(long type) {
        return type > 0 && type <= EVENTFD.ordinal() ? values()[(int) type] : UNKNOWN;
    }

    /** Such as {@code socket}. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
