// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.crit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;

/** Keys of the JSON: those of crit, and with an underscore those that keep what crit would lose. */
final class CritKeys {
    static final String MAGIC = "magic";
    static final String ENTRIES = "entries";
    /** Bytes behind the message of an entry, in base64. */
    static final String EXTRA = "extra";
    /** Bytes of a message, in base64: one that is not known here, or that is not written in the usual way. */
    static final String RAW = "_raw";
    /** Fields of a message that have no name here, as they stand in it, in base64. */
    static final String UNKNOWN = "_unknown";
    /** First magic number of a file that does not begin as CRIU of today begins it. */
    static final String PREFIX = "_prefix";
    /** Value of {@code magic} for a file without magic number and entries; each entry is a piece of it. */
    static final String RAW_FILE = "_RAW";

    private static final int MAX_DEPTH = 100;
    private static final int MAX_STRING = 128 << 20;

    private CritKeys() {}

    static JsonFactory factory() {
        return JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH)
                        .maxStringLength(MAX_STRING).build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
                .disable(JsonFactory.Feature.CANONICALIZE_FIELD_NAMES)
                .build();
    }
}
