// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * Which creds a task has ({@code ckpt_hdr_task_creds}, 16 bytes in every version; SPEC.md, credentials).
 *
 * @param credRef objref of the real (objective) cred
 * @param ecredRef objref of the effective (subjective) cred; equal to {@code credRef} if they are one object
 * @param slack what no field holds
 */
public record TaskCreds(int credRef, int ecredRef, Slack slack) implements Record {
    public TaskCreds {
        Objects.requireNonNull(slack);
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.of(RecordType.TASK_CREDS);
    }
}
