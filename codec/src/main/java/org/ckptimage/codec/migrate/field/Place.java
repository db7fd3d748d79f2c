// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.field;

/**
 * Where a struct lies.
 *
 * @param bytes the array, shared, not copied
 * @param at index of its first byte
 */
public record Place(byte[] bytes, int at) {}
