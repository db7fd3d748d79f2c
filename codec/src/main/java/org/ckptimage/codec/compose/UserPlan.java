// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/** A user within a user namespace. */
public record UserPlan(int uid, UserNsPlan namespace) {}
