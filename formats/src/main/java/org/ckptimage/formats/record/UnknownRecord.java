// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Arrays;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * A record whose number means nothing in the version at hand; kept as it is.
 *
 * @param code {@code type} of the record header
 * @param payload everything behind the record header
 */
public record UnknownRecord(int code, byte[] payload) implements Record {
    public UnknownRecord {
        payload = payload.clone();
    }

    /** A copy of the payload. */
    @Override
    public byte[] payload() {
        return payload.clone();
    }

    /** Bytes of the payload. */
    public int payloadLength() {
        return payload.length;
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.empty();
    }

    /** Always none: all bytes are payload. */
    @Override
    public Slack slack() {
        return Slack.NONE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof UnknownRecord that && code == that.code
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * code + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return code + " +" + payload.length + " bytes";
    }
}
