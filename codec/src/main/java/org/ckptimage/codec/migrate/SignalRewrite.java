// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.V19_DEV;

import java.io.IOException;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.RecordType;

/**
 * SIGNAL and SIGPENDING of a process, which the layouts before v18 do not have, and SIGPENDING and
 * SIGNAL_TASK of a task, which an image of v18 or older need not have.
 */
final class SignalRewrite {
    private final Conversion conversion;
    private final StructRewrite structs;
    private final boolean required;
    private boolean sharedDue;
    private boolean open;
    private boolean pendingSeen;
    private boolean blockedSeen;

    SignalRewrite(Conversion conversion, StructRewrite structs) {
        this.conversion = conversion;
        this.structs = structs;
        this.required = conversion.gains(V19_DEV);
    }

    /** True if the next SIGPENDING is that of a process. */
    boolean sharedDue() {
        return sharedDue;
    }

    /** A task begins that lives and so has signals. */
    void begin() {
        open = true;
        pendingSeen = false;
        blockedSeen = false;
    }

    void rewrite(Feed feed) throws IOException {
        RecordType type = feed.frame().type();
        boolean shared = type == RecordType.SIGNAL || sharedDue && type == RecordType.SIGPENDING;
        sharedDue = type == RecordType.SIGNAL;
        if (!shared) {
            if (type == RecordType.SIGNAL_TASK) {
                pending();
            }
            pendingSeen |= type == RecordType.SIGPENDING;
            blockedSeen |= type == RecordType.SIGNAL_TASK;
        }
        if (conversion.toSeed() && shared) {
            conversion.ledger.lost("dropped: " + conversion.target.version().label()
                    + " has no signals of a process");
        } else {
            structs.copy(feed);
        }
    }

    /** Writes what the task that ends should have had. */
    void end() throws IOException {
        if (open) {
            open = false;
            pending();
            if (required && !blockedSeen) {
                made(RecordType.SIGNAL_TASK, "without blocked signals");
            }
        }
    }

    private void pending() throws IOException {
        if (required && !pendingSeen) {
            pendingSeen = true;
            made(RecordType.SIGPENDING, "without signals");
        }
    }

    private void made(RecordType type, String what) throws IOException {
        conversion.image.write(conversion.image.record(type));
        conversion.ledger.made(type.name(), 0, what + ": the source does not say");
    }
}
