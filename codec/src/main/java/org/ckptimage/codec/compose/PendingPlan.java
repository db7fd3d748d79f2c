// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/** A signal that waits to be delivered. */
public record PendingPlan(int signal, int code, int pid, int uid, int value) {}
