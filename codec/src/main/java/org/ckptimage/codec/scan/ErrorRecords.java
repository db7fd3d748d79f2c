// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.io.IOException;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.record.RecordText;
import org.ckptimage.formats.RecordType;

/**
 * ERROR and STRING pairs at the end of a failed image. The text starts with a NUL, so that it can be found
 * from the end of the file, and need not end with one.
 */
final class ErrorRecords {
    private static final int LEAST_TEXT = 2;

    private final Scan scan;
    private boolean failed;
    private boolean textDue;
    private long errorOffset;

    ErrorRecords(Scan scan) {
        this.scan = scan;
    }

    boolean failed() {
        return failed;
    }

    /** Takes the record if it is ERROR or comes after one. */
    boolean take(RecordType type) throws IOException {
        if (type == RecordType.ERROR) {
            end();
            failed = true;
            textDue = true;
            errorOffset = scan.frame.offset();
            scan.expectLength(8, "its header alone");
            return true;
        }
        if (!failed) {
            return false;
        }
        if (textDue && type == RecordType.STRING) {
            textDue = false;
            text();
        } else {
            end();
            scan.report(Rule.CKS009, "only ERROR and STRING follow a failure", type.name(), "ERROR");
        }
        return true;
    }

    private void text() {
        Frame frame = scan.frame;
        Strings.length(scan);
        long text = frame.length() - 8;
        if (text < LEAST_TEXT || text > scan.limits.maxString() || !frame.isHeld()) {
            scan.reportElsewhere(Rule.CKS007, where(), "the checkpoint failed; its message is not readable");
            return;
        }
        scan.reportElsewhere(Rule.CKS007, where(), "the checkpoint failed: " + message(frame));
    }

    /** The text of a STRING behind ERROR, with control characters made visible. */
    static String message(Frame frame) {
        String text = RecordText.message(frame);
        StringBuilder visible = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            if (Character.isISOControl(c)) {
                visible.append(String.format("\\x%02x", c));
            } else {
                visible.appendCodePoint(c);
            }
        });
        return visible.toString();
    }

    private Location where() {
        return new Location(scan.file(), errorOffset, "ERROR", 0, "");
    }

    /** Reports an ERROR that no STRING follows. */
    void end() {
        if (textDue) {
            textDue = false;
            scan.reportElsewhere(Rule.CKS007, where(), "the checkpoint failed without a message");
        }
    }
}
