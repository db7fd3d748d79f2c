// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

/**
 * Capability sets and securebits ({@code ckpt_capabilities}, v18-2009-10 on; the seed has the sets alone).
 *
 * @param inheritable 64 bits, bit n for capability n; word 0 of the struct is the low half
 * @param permitted as {@code inheritable}
 * @param effective as {@code inheritable}
 * @param bounding as {@code inheritable}
 * @param securebits u32
 */
public record CapabilitySets(long inheritable, long permitted, long effective, long bounding,
        long securebits) {}
