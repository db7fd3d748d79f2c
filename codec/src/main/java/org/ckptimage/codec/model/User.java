// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

/**
 * A user within a user namespace ({@code ckpt_hdr_user_struct}; SPEC.md, credentials).
 *
 * @param objref its id
 * @param offset of its USER record
 * @param uid user id, unsigned
 * @param usernsRef USER_NS that it belongs to
 */
public record User(int objref, long offset, long uid, int usernsRef) {}
