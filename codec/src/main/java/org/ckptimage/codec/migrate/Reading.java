// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.FormatVersion;

/**
 * Passes a result on and keeps its beginning, to say as which version it will be read. Layouts without a
 * difference cannot be told apart, and the flag of HEADER for network namespaces has two senses among them.
 */
final class Reading extends FilterOutputStream {
    private static final int MOST_KEPT = 1 << 20;

    private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
    private final FormatVersion meant;

    /** @param meant the version that is written */
    Reading(OutputStream out, FormatVersion meant) {
        super(out);
        this.meant = meant;
    }

    @Override
    public void write(int value) throws IOException {
        out.write(value);
        keep(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int n) throws IOException {
        out.write(bytes, from, n);
        keep(bytes, from, n);
    }

    private void keep(byte[] bytes, int from, int n) {
        if (meant.since(FormatVersion.V20_NETNS)) {
            kept.write(bytes, from, Math.min(n, MOST_KEPT - kept.size()));
        }
    }

    /** What a reader will take in another sense than it is meant. */
    Optional<Loss> mistaken(String file, ReadLimits limits) throws IOException {
        if (!meant.since(FormatVersion.V20_NETNS)) {
            return Optional.empty();
        }
        ByteSource start = new ByteSource(new ByteArrayInputStream(kept.toByteArray()), file);
        FormatVersion read = FormatDetector.detect(start, limits).version();
        if (read.since(FormatVersion.V21) == meant.since(FormatVersion.V21)) {
            return Optional.empty();
        }
        return Optional.of(new Loss(Loss.Kind.LOST, new Location(file, 0, "HEADER", 0, "uflags"),
                "nothing in the result tells " + meant.label() + " from " + read.label() + ", as which it is "
                        + "read: there flag 2, network namespaces, has the opposite sense"));
    }
}
