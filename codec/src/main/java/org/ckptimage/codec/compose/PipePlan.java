// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/** A pipe and the data in it. Both ends name the same instance. */
public record PipePlan(byte[] data) {}
