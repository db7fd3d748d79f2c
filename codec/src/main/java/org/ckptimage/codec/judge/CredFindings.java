// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;

/** Findings about one object: says where it is. */
final class CredFindings {
    private final Location place;
    private final FindingSink sink;

    /** @param file that the object was read from */
    CredFindings(String file, Cred cred, FindingSink sink) {
        this(new Location(file, cred.offset(), "CRED", cred.objref(), ""), sink);
    }

    CredFindings(Location place, FindingSink sink) {
        this.place = place;
        this.sink = sink;
    }

    void report(Rule rule, String field, String got, String message) {
        Location where = new Location(place.file(), place.offset(), place.recordType(), place.objref(),
                field);
        sink.report(new Finding(rule, where, got, "", message));
    }
}
