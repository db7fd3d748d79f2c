// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Header;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.tools.terminal.Ink;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.terminal.Size;
import org.ckptimage.tools.terminal.Visible;

/** An image as text: what it is, who is inside, and with what credentials. */
public final class ShowText {
    private static final long LAST_YEAR = 253402300799L;

    private final PrintWriter out;
    private final Looks looks;

    /**
     * How text may look.
     *
     * @param palette colours
     * @param treeLines whether trees are drawn with the lines of Unicode
     * @param names names for ids
     */
    public record Looks(Palette palette, boolean treeLines, Names names) {}

    public ShowText(PrintWriter out, Looks looks) {
        this.out = out;
        this.looks = looks;
    }

    public void present(String file, Image image, ScanResult result) {
        ObjectIndex index = new ObjectIndex(image);
        CredText creds = new CredText(image, index, looks.names());
        first(file, image, result);
        image.header().ifPresent(this::taken);
        image.format().ifPresent(this::candidates);
        image.criu().flatMap(CriuSet::container).ifPresent(this::container);
        if (!image.tasks().isEmpty()) {
            out.print('\n');
            tasks(image, index, creds);
        }
        for (Cred cred : image.creds()) {
            out.print('\n');
            creds.lines(cred, looks.palette()).forEach(line -> out.print(line + "\n"));
        }
        if (!image.failures().isEmpty()) {
            out.print('\n');
        }
        for (String text : image.failures()) {
            out.print(looks.palette().paint(Ink.ERROR, "checkpoint failed: ") + Visible.of(text) + "\n");
        }
    }

    /** One cred alone. */
    public void cred(Image image, Cred cred) {
        new CredText(image, new ObjectIndex(image), looks.names()).lines(cred, looks.palette())
                .forEach(line -> out.print(line + "\n"));
    }

    private void first(String file, Image image, ScanResult result) {
        String how = ImageKind.describe(image);
        String size = image.criu().isPresent() ? Size.count(result.records(), "image file")
                : Size.count(result.records(), "record") + ", " + Size.human(result.bytes());
        out.print(looks.palette().paint(Ink.BOLD, Visible.of(file)) + ": checkpoint image " + how
                + (how.isEmpty() ? "" : ", ") + Size.count(image.tasks().size(), "task") + ", " + size
                + "\n");
    }

    /** When it was taken; a bare number with a question mark if no calendar has that day. */
    public static String time(Header header) {
        boolean sane = header.time() >= 0 && header.time() <= LAST_YEAR;
        return sane ? Instant.ofEpochSecond(header.time()).toString()
                : Long.toUnsignedString(header.time()) + "?";
    }

    private void taken(Header header) {
        out.print("taken " + time(header) + " by Linux " + header.kernel() + ", uflags 0x"
                + Long.toHexString(header.uflags()) + "\n");
    }

    private void candidates(ImageFormat format) {
        if (format.candidates().size() > 1) {
            out.print("layouts that fit as well: " + format.candidates().stream()
                    .filter(version -> version != format.version())
                    .map(FormatVersion::label).collect(Collectors.joining(", ")) + "\n");
        }
    }

    private void container(CriuSet.Container container) {
        out.print("container " + Visible.of(container.name()) + " of image "
                + Visible.of(container.rootfsImageName()) + ", id " + Visible.of(container.id())
                + (container.checkpointedTime().isEmpty() ? ""
                : ", taken " + Visible.of(container.checkpointedTime()))
                + (container.engine().isEmpty() ? "" : " by " + Visible.of(container.engine())) + "\n");
    }

    private void tasks(Image image, ObjectIndex index, CredText creds) {
        TextTable table = new TextTable();
        boolean modes = image.tasks().stream().anyMatch(task -> task.seccomp().isPresent());
        table.row(cells(modes, "SECCOMP", "TASK", "COMM", "STATE", "UID", "CRED", "USER_NS"));
        TaskForest.Lines lines = looks.treeLines() ? TaskForest.Lines.UNICODE : TaskForest.Lines.ASCII;
        List<TaskForest.Row> rows = TaskForest.rows(image.tasks(), lines);
        for (TaskForest.Row row : rows) {
            Task task = row.task();
            String name = row.lines() + task.ids().pid() + (task.thread() ? " thread" : "");
            Cred cred = index.cred(task.credRef().orElse(0)).orElse(null);
            int space = cred == null ? 0 : index.userNsRef(cred);
            table.row(cells(modes, seccomp(task), name, Visible.of(task.comm()), TaskState.word(task),
                    cred == null ? "-" : creds.user(cred, cred.users().real()), credOf(task),
                    space == 0 ? "-" : "user_ns:" + space));
        }
        table.print(out);
    }

    /** A column that few images fill is left out of the others. */
    private static String[] cells(boolean wanted, String last, String... first) {
        if (!wanted) {
            return first;
        }
        String[] all = Arrays.copyOf(first, first.length + 1);
        all[first.length] = last;
        return all;
    }

    private static String seccomp(Task task) {
        return task.seccomp().isPresent() ? ExtensionText.seccomp(task.seccomp().getAsLong()) : "-";
    }

    private static String credOf(Task task) {
        if (task.credRef().isEmpty()) {
            return "-";
        }
        boolean same = task.credRef().equals(task.ecredRef());
        return "cred:" + task.credRef().getAsInt() + (same ? "" : " as cred:" + task.ecredRef().getAsInt());
    }
}
