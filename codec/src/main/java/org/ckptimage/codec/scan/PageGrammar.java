// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.layout.FieldLayout;

/**
 * Page data behind a VMA or a shared memory segment: arrays of n addresses and n pages, up to an empty one.
 * The page size is not in the image, so it is taken from the first array and has to stay (SPEC.md, page
 * data).
 */
final class PageGrammar {
    private static final int SMALLEST = 4096;
    private static final int LARGEST = 65536;

    private final Scan scan;
    private final FieldLayout count;
    private final Production ordinary;
    private final Production huge;
    private long pageSize;

    PageGrammar(Scan scan) {
        this.scan = scan;
        this.count = scan.structs.field(PGARR, "nr_pages");
        this.pageSize = scan.format.abi().kernelName().startsWith("ppc") ? 0 : SMALLEST;
        this.ordinary = Production.named("pages")
                .one(PGARR, scope -> scope.value = scan.frame.get(count))
                .oneWhen(scope -> scope.value != 0, BUFFER, this::data);
        // how huge pages follow HPAGE was never seen, so anything of their kind is taken
        this.huge = Production.named("huge pages").anyOf(Production.single(HPAGE, scope -> { }),
                Production.single(BUFFER, scope -> { }), Production.single(PGARR, scope -> { }));
    }

    /**
     * Adds to a rule the pages that follow: none unless {@code flag} is set, huge ones if {@code value} is
     * not 0.
     */
    Production behind(Production rule) {
        rule.thenWhen(scope -> scope.flag && scope.value == 0, ordinary);
        return HPAGE.in(scan.version) ? rule.maybeWhen(scope -> scope.flag && scope.value != 0, huge) : rule;
    }

    private void data(Scope scope) {
        long payload = scan.frame.length() - 8;
        int word = scan.format.abi().wordSize();
        long each = scope.value > 0 && payload % scope.value == 0 ? payload / scope.value - word : -1;
        if (pageSize == 0 && each >= SMALLEST && each <= LARGEST && Long.bitCount(each) == 1) {
            pageSize = each;
        }
        if (each != pageSize) {
            long size = pageSize == 0 ? SMALLEST : pageSize;
            scan.reportAt(Rule.CKS005, scan.frame.offset() + 4, "len",
                    "buffer length differs from what nr_pages says",
                    Long.toString(scan.frame.length()), expected(scope.value, word + size));
        }
        // the next array follows
        scope.step = 0;
    }

    private static String expected(long pages, long bytesEach) {
        boolean fits = pages > 0 && pages < (1L << 40);
        return fits ? Long.toString(8 + pages * bytesEach) : Long.toUnsignedString(pages) + " pages";
    }
}
