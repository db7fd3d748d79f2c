// SPDX-License-Identifier: Apache-2.0
/**
 * Files of a checkpoint, from a directory or an archive that is never unpacked; knows nothing of their
 * content.
 */
package org.ckptimage.codec.archive;
