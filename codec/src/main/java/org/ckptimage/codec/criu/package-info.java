// SPDX-License-Identifier: Apache-2.0
/**
 * One CRIU image file: magic numbers, entries, the bytes behind entries; knows nothing of the other files.
 */
package org.ckptimage.codec.criu;
