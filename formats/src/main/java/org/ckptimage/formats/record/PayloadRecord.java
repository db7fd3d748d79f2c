// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * A record of opaque bytes: BUFFER, STRING, FILE_NAME, PIPE_BUF, CPU_FPU, MM_CONTEXT_LDT, LSM_INFO, ERROR;
 * also a struct record that this architecture has no layout for.
 *
 * @param kind its type
 * @param payload everything behind the record header
 */
public record PayloadRecord(RecordType kind, byte[] payload) implements Record {
    public PayloadRecord {
        Objects.requireNonNull(kind);
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
        return Optional.of(kind);
    }

    /** Always none: all bytes are payload. */
    @Override
    public Slack slack() {
        return Slack.NONE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PayloadRecord that && kind == that.kind
                && Arrays.equals(payload, that.payload);
    }

    @Override
    public int hashCode() {
        return 31 * kind.hashCode() + Arrays.hashCode(payload);
    }

    @Override
    public String toString() {
        return kind + " +" + payload.length + " bytes";
    }
}
