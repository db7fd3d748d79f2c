// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.detect;

import static org.ckptimage.formats.FormatVersion.*;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/**
 * Finds version, architecture and byte order of the image at the start of a source, without consuming a byte.
 *
 * <p>CHECKPOINT_VERSION and {@code arch_id} give the candidates. Every record in a bounded window then speaks
 * for or against each of them; the candidate with the fewest contradictions wins, a released layout before a
 * development one when they tie. The window grows only while nothing has told the candidates apart.
 */
public final class FormatDetector {
    private static final int FIRST_WINDOW = 1 << 16;
    private static final List<FormatVersion> PREFERRED = List.of(V18, V19_RC2, V19, V21, V23_RC1, V23_RC2);

    private FormatDetector() {}

    /**
     * Looks at the source.
     *
     * @throws org.ckptimage.codec.ImageException CKS001, CKS003, CKS004 as {@link HeaderPeek}; CKS012 if no
     *     layout has this CHECKPOINT_VERSION, CKS018 if none of them knows the architecture
     */
    public static ImageFormat detect(ByteSource source, ReadLimits limits) throws IOException {
        HeaderPeek header = HeaderPeek.of(source);
        List<FormatVersion> known = FormatVersion.withRev(header.rev());
        boolean old = header.length() == HeaderPeek.LENGTH_V16;
        if (known.isEmpty() || old != known.get(0).reconstructed()) {
            throw HeaderPeek.fail(source, Rule.CKS012, 24, "rev", "unsupported CHECKPOINT_VERSION",
                    Integer.toString(header.rev()), old ? "1" : "3..6");
        }
        List<Candidate> candidates = new ArrayList<>();
        for (FormatVersion version : known) {
            Abi.of(version, header.archId()).ifPresent(abi -> candidates.add(new Candidate(version, abi)));
        }
        if (candidates.isEmpty()) {
            throw HeaderPeek.fail(source, Rule.CKS018, 16, "arch_id",
                    "unsupported architecture for this CHECKPOINT_VERSION", Integer.toString(header.archId()),
                    "");
        }
        return choose(source, header, candidates, limits);
    }

    private static ImageFormat choose(ByteSource source, HeaderPeek header, List<Candidate> candidates,
            ReadLimits limits) throws IOException {
        int window = FIRST_WINDOW;
        while (true) {
            boolean last = !source.request(window) || window >= limits.maxDetectWindow();
            boolean settled = false;
            for (Candidate candidate : candidates) {
                settled |= candidate.weigh(source, header, last);
            }
            if (settled || last) {
                return verdict(header, candidates);
            }
            window *= 2;
        }
    }

    private static ImageFormat verdict(HeaderPeek header, List<Candidate> candidates) {
        int least = candidates.stream().mapToInt(Candidate::contradictions).min().orElseThrow();
        List<Candidate> best = candidates.stream().filter(c -> c.contradictions() == least).toList();
        Candidate chosen = best.stream().min(Comparator.comparingInt(FormatDetector::rank)).orElseThrow();
        return new ImageFormat(chosen.version(), best.stream().map(Candidate::version).toList(), chosen.abi(),
                header.order());
    }

    private static int rank(Candidate candidate) {
        int preferred = PREFERRED.indexOf(candidate.version());
        return preferred < 0 ? PREFERRED.size() + candidate.version().ordinal() : preferred;
    }
}
