// SPDX-License-Identifier: Apache-2.0
/**
 * Records between bytes and values, in any version, ABI and byte order; knows nothing of streams and objects.
 */
package org.ckptimage.codec.record;
