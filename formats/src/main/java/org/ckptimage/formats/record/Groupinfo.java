// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * Supplementary groups ({@code ckpt_hdr_groupinfo}; SPEC.md, credentials), in the order of the image.
 *
 * @param gids unsigned 32-bit ids, 0 to 65536 of them
 * @param slack what no field holds
 */
public record Groupinfo(int[] gids, Slack slack) implements Record {
    /** The kernel's NGROUPS_MAX. */
    public static final int MAX_GROUPS = 65536;

    public Groupinfo {
        if (gids.length > MAX_GROUPS) {
            throw new IllegalArgumentException(gids.length + " groups, at most " + MAX_GROUPS);
        }
        gids = gids.clone();
        Objects.requireNonNull(slack);
    }

    /** A copy of the ids, unsigned. */
    @Override
    public int[] gids() {
        return gids.clone();
    }

    /** Number of groups. */
    public int ngroups() {
        return gids.length;
    }

    /** The id at {@code index}, 0 to 2^32 - 1. */
    public long gid(int index) {
        return gids[index] & 0xffff_ffffL;
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.of(RecordType.GROUPINFO);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Groupinfo that && Arrays.equals(gids, that.gids) && slack.equals(that.slack);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(gids) + slack.hashCode();
    }

    @Override
    public String toString() {
        return "Groupinfo[ngroups=" + gids.length + ", slack=" + slack + "]";
    }
}
