// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.ckptimage.tools.input.Judged;

/**
 * Fingerprints of the findings of one image: a hash of rule, type of record, field, subject, and how many
 * such came before. They hold nothing that differs from one checkpoint of a workload to the next, such as
 * objrefs, offsets and values.
 */
final class Fingerprints {
    private static final int LENGTH = 32;

    private final Map<String, Integer> seen = new HashMap<>();

    /** The fingerprint of the next finding. */
    String next(Judged judged) {
        String what = String.join("\n", judged.finding().rule().name(), judged.finding().where().recordType(),
                judged.finding().where().field(), judged.subject());
        int before = seen.merge(what, 1, Integer::sum);
        byte[] bytes = (what + "\n" + before).getBytes(StandardCharsets.UTF_8);
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return HexFormat.of().formatHex(hash).substring(0, LENGTH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
