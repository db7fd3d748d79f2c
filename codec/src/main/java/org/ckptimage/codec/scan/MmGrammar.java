// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.formats.FormatVersion;

/** MM with its VMAs, and FS (SPEC.md, memory). */
final class MmGrammar {
    private final Scan scan;
    private final MmCheck check;
    private final PageGrammar pages;

    MmGrammar(Scan scan, References references, PageGrammar pages) {
        this.scan = scan;
        this.check = new MmCheck(scan, references);
        this.pages = pages;
    }

    Production mm() {
        Production rule = Production.named("mm")
                .one(MM, scope -> scope.remaining = check.mm())
                .one(BUFFER, scope -> auxv())
                .counted(pages.behind(Production.named("vma").one(VMA, check::vma)))
                .one(MM_CONTEXT, scope -> scope.value = ldtBytes());
        return scan.format.abi().x86()
                ? rule.one(MM_CONTEXT_LDT, scope -> scan.expectLength(8 + scope.value,
                "nldt and ldt_entry_size"))
                : rule;
    }

    Production fs() {
        return Production.named("fs").one(FS)
                .one(FILE_NAME, scope -> Strings.path(scan))
                .one(FILE_NAME, scope -> Strings.path(scan));
    }

    private long ldtBytes() {
        return scan.frame.get(scan.structs.field(MM_CONTEXT, "nldt"))
                * scan.frame.get(scan.structs.field(MM_CONTEXT, "ldt_entry_size"));
    }

    private void auxv() {
        if (!scan.version.reconstructed()) {
            int unit = scan.version.since(FormatVersion.V19) ? 8 : 1;
            scan.expectLength(8L + (long) unit * scan.header.auxv, "the auxv constant of the header");
        }
    }
}
