// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Objects;

/**
 * Supplementary groups ({@code ckpt_hdr_groupinfo}; SPEC.md, credentials).
 *
 * @param objref its id
 * @param offset of its GROUPINFO record
 * @param ngroups number of groups as the record says
 * @param groups the groups that are there
 */
public record Groupinfo(int objref, long offset, long ngroups, GroupList groups) {
    public Groupinfo {
        Objects.requireNonNull(groups);
    }
}
