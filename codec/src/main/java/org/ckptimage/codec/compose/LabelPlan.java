// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/**
 * An LSM label. Left out in layouts that have none.
 *
 * @param kind 1 message, 2 ipc, 3 file, 4 cred
 */
public record LabelPlan(String text, int kind) {}
