// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/**
 * A pseudo terminal: master and slave.
 *
 * @param input bytes typed and not yet read, at most 4096
 */
public record TtyPlan(int number, byte[] input) {}
