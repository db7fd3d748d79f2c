// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.List;

/**
 * An open file.
 *
 * @param opener cred it was opened with
 * @param label null for none
 * @param flags open flags
 * @param position offset in the file
 */
public record FilePlan(Kind kind, CredPlan opener, LabelPlan label, int flags, long position) {
    /** What kind of file it is. */
    public sealed interface Kind {}

    /** A file with a name. */
    public record Named(String path) implements Kind {}

    /** An end of a pipe. */
    public record PipeEnd(PipePlan pipe) implements Kind {}

    /** A fifo. */
    public record Fifo(String path, PipePlan pipe) implements Kind {}

    /** A socket. */
    public record Socket(SocketPlan socket) implements Kind {}

    /** An end of a pseudo terminal. */
    public record Terminal(TtyPlan tty, boolean master) implements Kind {}

    /** An epoll file. */
    public record Epoll(List<EpollItem> items) implements Kind {}

    /** An eventfd. */
    public record EventFd(long count) implements Kind {}

    /** A file that an epoll file watches; null for one that is not in the image. */
    public record EpollItem(FilePlan file, int fd, int events, long data) {}

    /** A file without label, at its start. */
    public static FilePlan of(Kind kind, CredPlan opener, int flags) {
        return new FilePlan(kind, opener, null, flags, 0);
    }
}
