// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.model.Cred;

/** Findings about one object: says where it is. */
final class CredFindings {
    private final Location place;
    private final String others;
    private final FindingSink sink;

    /** @param file that the object was read from */
    CredFindings(String file, Cred cred, FindingSink sink) {
        this(new Location(file, cred.offset(), "CRED", cred.objref(), ""), sink);
    }

    CredFindings(Location place, FindingSink sink) {
        this(place, 0, sink);
    }

    /** @param equal number of other objects that are equal, and not judged again */
    CredFindings(Location place, int equal, FindingSink sink) {
        this.place = place;
        this.others = equal == 0 ? "" : "; true of " + equal + (equal == 1 ? " equal one" : " equal ones")
                + " too";
        this.sink = sink;
    }

    /** With the weight of the rule. */
    void report(Rule rule, String field, String got, String message) {
        report(new Finding(rule, place(field), got, "", message + others));
    }

    /** For once as a warning. */
    void warn(Rule rule, String field, String got, String message) {
        report(new Finding(rule, Severity.WARNING, place(field), got, "", message + others));
    }

    /** For once as information. */
    void note(Rule rule, String field, String got, String message) {
        report(new Finding(rule, Severity.INFO, place(field), got, "", message + others));
    }

    private void report(Finding finding) {
        sink.report(finding);
    }

    private Location place(String field) {
        return new Location(place.file(), place.offset(), place.recordType(), place.objref(), field);
    }
}
