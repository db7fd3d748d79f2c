// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Map;
import java.util.function.Function;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Gives the objects of an image other objrefs, everywhere they are named. Pid objects keep theirs, which are
 * tags with an order. An image with records of unknown types is copied as it is, since they might name any
 * object.
 */
public final class Renumber {
    private final ScanSettings settings;
    private final FindingSink sink;
    private final Function<Numbering, Map<Integer, Integer>> order;

    private Renumber(ScanSettings settings, FindingSink sink,
            Function<Numbering, Map<Integer, Integer>> order) {
        this.settings = settings;
        this.sink = sink;
        this.order = order;
    }

    /**
     * The numbers of a canonical image: from 1 on, in the order in which objects appear.
     *
     * @param sink takes the findings about the image
     */
    public static Renumber inOrder(ScanSettings settings, FindingSink sink) {
        return new Renumber(settings, sink, Numbering::inOrder);
    }

    /**
     * The same numbers in an order that depends on the seed alone.
     *
     * @param sink takes the findings about the image
     */
    public static Renumber shuffled(ScanSettings settings, FindingSink sink, long seed) {
        return new Renumber(settings, sink, numbering -> numbering.shuffled(seed));
    }

    /**
     * Writes the image anew.
     *
     * @param image read twice; memory grows with its objects and not with its pages
     * @param out takes the result; flushed and not closed
     * @return how many objects got a number
     * @throws org.ckptimage.codec.ImageException the first error in the image, before anything is written;
     *     the messages of a checkpoint that failed are none
     */
    public int rewrite(Reopenable image, OutputStream out) throws IOException {
        ImageRewriter rewriter = new ImageRewriter(image, settings);
        Numbering numbering = new Numbering();
        rewriter.survey(sink, numbering);
        Map<Integer, Integer> numbers = order.apply(numbering);
        rewriter.write(format -> new Rename(format, numbers), out);
        return numbers.size();
    }

    /** Puts new numbers for old ones. */
    private static final class Rename implements RecordEdit {
        private final Map<Integer, Integer> numbers;
        private final RefFields refs = new RefFields();
        private final ImageFormat format;

        Rename(ImageFormat format, Map<Integer, Integer> numbers) {
            this.format = format;
            this.numbers = numbers;
        }

        @Override
        public Fate record(Draft draft) {
            refs.map(draft, this::number);
            return Fate.KEPT;
        }

        private int number(int objref) {
            return numbers.getOrDefault(objref, objref);
        }

        @Override
        public PayloadEdit payload(Draft draft) {
            return draft.content() == BufferContent.EPOLL_ITEMS ? this::items : PayloadEdit.NONE;
        }

        /** Items of an epoll file name the files that it watches. */
        private void items(byte[] bytes, int n, long position) {
            StructLayout item = Layouts.of(format.version(), format.abi()).find("ckpt_eventpoll_item")
                    .orElseThrow();
            FieldLayout file = item.field("file_objref");
            for (int at = 0; at + item.size() <= n; at += item.size()) {
                int objref = format.order().i32(bytes, at + file.offset());
                format.order().putI32(bytes, at + file.offset(), number(objref));
            }
        }
    }
}
