// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.function.IntToLongFunction;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.write.ImageWriter;

/** Page data: arrays of addresses and pages, ended by an empty one. */
final class PagePart {
    static final int PAGE = 4096;

    private final Parts parts;
    private final ImageWriter image;

    PagePart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
    }

    /** Pages of private memory, by address. */
    void addressed(PagesPlan pages, long start) throws IOException {
        write(pages, i -> start + (long) PAGE * i);
    }

    /** Pages of shared memory, by index. */
    void indexed(PagesPlan pages) throws IOException {
        write(pages, i -> i);
    }

    private void write(PagesPlan pages, IntToLongFunction address) throws IOException {
        int word = parts.plan.abi.wordSize();
        for (int from = 0; from < pages.count(); from += pages.perArray()) {
            int n = Math.min(pages.perArray(), pages.count() - from);
            image.write(image.record(PGARR).put("nr_pages", n));
            image.begin(BUFFER, (long) n * (word + PAGE));
            byte[] addresses = new byte[n * word];
            for (int i = 0; i < n; i++) {
                if (word == 8) {
                    parts.plan.order.putI64(addresses, i * word, address.applyAsLong(from + i));
                } else {
                    parts.plan.order.putI32(addresses, i * word, (int) address.applyAsLong(from + i));
                }
            }
            image.frames().payload(addresses, 0, addresses.length);
            for (int i = from; i < from + n; i++) {
                byte[] page = pages.seed() == 0 ? new byte[PAGE] : page(pages.seed() + i);
                image.frames().payload(page, 0, PAGE);
            }
        }
        image.write(image.record(PGARR));
    }

    /** A page of noise that depends on the seed alone. */
    static byte[] page(long seed) {
        byte[] page = new byte[PAGE];
        long x = seed * 0x9e3779b97f4a7c15L | 1;
        for (int at = 0; at < PAGE; at += 8) {
            x ^= x << 13;
            x ^= x >>> 7;
            x ^= x << 17;
            ByteOrderView.LITTLE.putI64(page, at, x);
        }
        return page;
    }
}
