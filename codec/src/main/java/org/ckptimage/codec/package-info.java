// SPDX-License-Identifier: Apache-2.0
/** Entry points of the codec: open an image, read its records, write an image. */
package org.ckptimage.codec;
