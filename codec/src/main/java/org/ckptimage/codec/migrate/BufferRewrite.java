// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.V19;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.migrate.field.Place;
import org.ckptimage.codec.migrate.field.StructCopy;
import org.ckptimage.codec.migrate.field.Words;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/** BUFFER by what it holds, and the other records that carry bytes of the one before them. */
final class BufferRewrite {
    private static final int ADDRESS_SIZE = 24;

    private final Conversion conversion;
    private final PayloadCopy payloads;
    private final HeaderRewrite header;
    private final int code;
    private final int word;
    private final int itemSize;
    private final StructCopy item;
    private long pages;

    BufferRewrite(Conversion conversion, StructRewrite structs, PayloadCopy payloads, HeaderRewrite header) {
        this.conversion = conversion;
        this.payloads = payloads;
        this.header = header;
        this.code = RecordType.BUFFER.code(conversion.target.version());
        this.word = conversion.source.abi().wordSize();
        String struct = "ckpt_eventpoll_item";
        boolean epoll = conversion.from.named(struct).isPresent() && conversion.to.named(struct).isPresent();
        this.itemSize = epoll ? structs.source(struct).layout().size() : 1;
        this.item = epoll ? new StructCopy(structs.source(struct), structs.target(struct), Set.of()) : null;
    }

    /** Takes the number of pages that the next BUFFER holds. */
    void pages(Feed feed) {
        pages = feed.frame().get(conversion.from.require(RecordType.PGARR).field("nr_pages"));
    }

    void buffer(Feed feed) throws IOException {
        switch (feed.content()) {
            case UNAME -> header.name(feed);
            case LSM_NAME -> header.lsm(feed);
            case AUXV -> auxv(feed);
            case PAGES -> pageData(feed);
            case SEMAPHORES -> integers(feed, Integer.BYTES);
            case EPOLL_ITEMS -> items(feed);
            case PIDS, TREE, VPIDS, OPAQUE -> {
                // adjustments of an undo list: one short a semaphore
                boolean undo = feed.owner() == RecordType.TASK_SEM_UNDO;
                integers(feed, undo ? Short.BYTES : 1);
            }
        }
    }

    private void integers(Feed feed, int size) throws IOException {
        payloads.begin(code, feed.frame().length());
        payloads.words(feed, feed.reader().unread(), size);
    }

    /** Addresses are words, pages are copied as they are. */
    private void pageData(Feed feed) throws IOException {
        payloads.begin(code, feed.frame().length());
        // what follows HPAGE is laid out in a way that is not known
        boolean known = pages >= 0 && pages <= feed.reader().unread() / word;
        payloads.words(feed, known ? pages * word : 0, word);
        payloads.rest(feed);
    }

    /** Machine words until v19-rc3, u64 later. */
    private void auxv(Feed feed) throws IOException {
        FormatVersion from = conversion.source.version();
        FormatVersion to = conversion.target.version();
        int fromSize = from.since(V19) ? Long.BYTES : word;
        int toSize = to.since(V19) ? Long.BYTES : word;
        if (fromSize == toSize) {
            integers(feed, toSize);
            return;
        }
        long entries = feed.reader().unread() / fromSize;
        payloads.begin(code, FrameReader.HEADER + entries * toSize);
        byte[] out = new byte[toSize];
        for (long i = 0; i < entries; i++) {
            int at = feed.reader().payload(fromSize);
            byte[] bytes = feed.frame().bytes();
            long value = fromSize == Long.BYTES ? conversion.source.order().i64(bytes, at)
                    : conversion.source.order().u32(bytes, at);
            if (toSize == Long.BYTES) {
                conversion.target.order().putI64(out, 0, value);
            } else {
                conversion.target.order().putI32(out, 0, (int) value);
            }
            if (toSize < fromSize && value >>> Integer.SIZE != 0) {
                conversion.ledger.lost(FrameReader.HEADER + i * fromSize, "auxv 0x" + Long.toHexString(value)
                        + ": " + to.label() + " has words of 32 bits");
            }
            conversion.image.frames().payload(out, 0, toSize);
        }
    }

    private void items(Feed feed) throws IOException {
        payloads.begin(code, feed.frame().length());
        byte[] out = new byte[itemSize];
        for (long at = FrameReader.HEADER; feed.reader().unread() >= itemSize; at += itemSize) {
            int from = feed.reader().payload(itemSize);
            Arrays.fill(out, (byte) 0);
            item.copy(new Place(feed.frame().bytes(), from), new Place(out, 0),
                    conversion.ledger.fields("", at));
            conversion.image.frames().payload(out, 0, itemSize);
        }
    }

    /** STRING, FILE_NAME, PIPE_BUF and the other records without integers of their own. */
    void opaque(Feed feed) throws IOException {
        payloads.record(feed, feed.frame().type().code(conversion.target.version()));
    }

    /** Kind of an address in machine order, the address itself in network order. */
    void netAddress(Feed feed) throws IOException {
        boolean small = feed.frame().isHeld();
        if (!small || !conversion.swaps()) {
            opaque(feed);
            return;
        }
        int length = (int) feed.frame().length() - FrameReader.HEADER;
        int from = feed.frame().base() + FrameReader.HEADER;
        byte[] addresses = Arrays.copyOfRange(feed.frame().bytes(), from, from + length);
        for (int at = 0; at + Short.BYTES <= length; at += ADDRESS_SIZE) {
            Words.reverse(addresses, at, Short.BYTES, Short.BYTES);
        }
        conversion.image.payload(RecordType.NETDEV_ADDR, addresses);
    }
}
