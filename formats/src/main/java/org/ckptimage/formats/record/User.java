// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * A user in a user namespace ({@code ckpt_hdr_user_struct}, 16 bytes in every version; SPEC.md, credentials).
 *
 * @param uid u32, number in that namespace
 * @param usernsRef objref of the USER_NS
 * @param slack what no field holds
 */
public record User(long uid, int usernsRef, Slack slack) implements Record {
    public User {
        Objects.requireNonNull(slack);
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.of(RecordType.USER);
    }
}
