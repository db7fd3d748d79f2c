// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * A user namespace ({@code ckpt_hdr_user_ns}, 16 bytes in every version; SPEC.md, credentials).
 *
 * @param creatorRef objref of the USER that created it; 0 for the root task's own
 * @param slack what no field holds
 */
public record UserNs(int creatorRef, Slack slack) implements Record {
    public UserNs {
        Objects.requireNonNull(slack);
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.of(RecordType.USER_NS);
    }
}
