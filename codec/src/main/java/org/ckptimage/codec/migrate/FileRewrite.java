// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.IOException;
import java.util.Set;
import org.ckptimage.codec.migrate.field.Draft;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.RecordType;

/** FILE of every kind, with the cred of its opener. */
final class FileRewrite {
    private static final Set<String> LABEL = Set.of("f_secref", "common.f_secref");

    private final Conversion conversion;
    private final StructRewrite structs;
    private final CredRewrite creds;

    FileRewrite(Conversion conversion, StructRewrite structs, CredRewrite creds) {
        this.conversion = conversion;
        this.structs = structs;
        this.creds = creds;
    }

    void file(Feed feed) throws IOException {
        Draft file = structs.draft(feed, conversion.has(RecordType.SECURITY) ? Set.of() : LABEL);
        String field = file.has("f_credref") ? "f_credref" : "common.f_credref";
        int opener = (int) file.get(field);
        if (opener == 0 && conversion.fromSeed()) {
            // the seed opened files again as the task that had them
            file.put(field, creds.ecredRef());
            conversion.ledger.invented(field, creds.ecredRef() + ": the cred of its task; "
                    + conversion.source.version().label() + " does not say who opened it");
        } else if (opener != 0 && !conversion.has(RecordType.CRED)) {
            file.put(field, 0);
            conversion.ledger.lost(conversion.from.of(feed.frame()).field(field), opener + ": "
                    + conversion.target.version().label() + " has no creds");
        }
        structs.write(file);
    }
}
