// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.tree;

import java.io.IOException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** Reads PIDS, TREE and the numbers of nested namespaces into memory. The image was found valid before. */
final class TreeReader {
    private static final int FIRST_PADDING = 20;

    private final FormatVersion version;
    private final Layouts layouts;
    private final StructLayout entry;
    private final TreeLosses losses;
    private final ProcessTree tree = new ProcessTree();
    private final int[] at = new int[ProcessTree.FIELDS.length];
    private long pids;
    private long tasks;
    private long entriesOffset;
    private long treeOffset;
    private long levels;
    private boolean countSeen;

    TreeReader(ImageFormat source, TreeLosses losses) {
        this.version = source.version();
        this.layouts = Layouts.of(version, source.abi());
        this.losses = losses;
        boolean tagged = RecordType.PIDS.in(version);
        this.entry = layouts.find(tagged ? "ckpt_task_pids" : "ckpt_pids").orElseThrow();
        for (int f = 0; f < at.length; f++) {
            at[f] = entry.field(ProcessTree.FIELDS[f]).offset();
        }
    }

    FormatVersion version() {
        return version;
    }

    ProcessTree tree() {
        return tree;
    }

    /** Offset in the source of the entry of a task. */
    long offsetOf(int task) {
        return entriesOffset + (long) task * entry.size();
    }

    /** Offset in the source of TREE. */
    long offset() {
        return treeOffset;
    }

    /** True if nothing of the tree can follow. */
    boolean isComplete() {
        boolean nested = tree.nested().size() > 0;
        boolean none = levels == 0 && (!RecordType.VPIDS.in(version) || countSeen);
        return entriesOffset > 0 && (tree.tagged() || nested || none);
    }

    /** Takes the record at hand if it is part of the tree. */
    boolean take(FrameReader reader, BufferContent content) throws IOException {
        Frame frame = reader.frame();
        switch (frame.type()) {
            case PIDS -> pids(frame);
            case TREE -> tree(frame);
            case VPIDS -> countSeen = true;
            case BUFFER -> {
                return buffer(reader, content);
            }
            default -> {
                return false;
            }
        }
        return true;
    }

    private void pids(Frame frame) {
        pids = get(frame, "ckpt_hdr_pids", "nr_pids");
        int offset = (int) get(frame, "ckpt_hdr_pids", "offset");
        tree.useTags(version.since(FormatVersion.V23_RC2) ? offset : offset + 1);
    }

    private void tree(Frame frame) {
        tasks = get(frame, "ckpt_hdr_tree", "nr_tasks");
        treeOffset = frame.offset();
    }

    private long get(Frame frame, String struct, String field) {
        return frame.get(layouts.find(struct).orElseThrow().field(field));
    }

    private boolean buffer(FrameReader reader, BufferContent content) throws IOException {
        switch (content) {
            case PIDS -> numbers(reader);
            case TREE -> entries(reader);
            case VPIDS -> nested(reader);
            default -> {
                return false;
            }
        }
        return true;
    }

    private void numbers(FrameReader reader) throws IOException {
        for (long i = 0; i < pids; i++) {
            int depth = number(reader);
            for (int n = 0; n <= depth; n++) {
                tree.pids().add(number(reader));
            }
            tree.pids().close();
        }
    }

    private static int number(FrameReader reader) throws IOException {
        int from = reader.payload(Integer.BYTES);
        return reader.frame().order().i32(reader.frame().bytes(), from);
    }

    private void entries(FrameReader reader) throws IOException {
        entriesOffset = reader.frame().offset() + FrameReader.HEADER;
        int session = offset("rsid");
        int depth = offset("depth");
        int[] values = new int[at.length];
        for (long task = 0; task < tasks; task++) {
            int from = reader.payload(entry.size());
            Frame frame = reader.frame();
            for (int f = 0; f < values.length; f++) {
                values[f] = frame.order().i32(frame.bytes(), from + at[f]);
            }
            tree.add(values, session < 0 ? 0 : frame.order().i32(frame.bytes(), from + session),
                    depth < 0 ? 0 : frame.order().i32(frame.bytes(), from + depth));
            levels += tree.depth((int) task);
            padding(frame.bytes(), from, (int) task);
        }
    }

    private int offset(String field) {
        return entry.has(field) ? entry.field(field).offset() : -1;
    }

    private void padding(byte[] bytes, int from, int task) {
        int end = entry.fields().stream().mapToInt(FieldLayout::end).max().orElse(FIRST_PADDING);
        for (int i = end; i < entry.size(); i++) {
            if (bytes[from + i] != 0) {
                losses.lost(offsetOf(task) + i, "padding", "is not zero: cleared");
                return;
            }
        }
    }

    /** Cuts the numbers into one list a task; the length was judged by the scan. */
    private void nested(FrameReader reader) throws IOException {
        for (int task = 0; task < tree.tasks(); task++) {
            for (int n = tree.depth(task); n > 0 && reader.unread() >= Integer.BYTES; n--) {
                tree.nested().add(number(reader));
            }
            tree.nested().close();
        }
        if (reader.unread() > 0) {
            losses.lost(treeOffset, "depth", "does not account for " + reader.unread() / Integer.BYTES
                    + " pids of nested namespaces");
        }
    }
}
