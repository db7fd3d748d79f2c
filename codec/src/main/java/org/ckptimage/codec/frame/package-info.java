// SPDX-License-Identifier: Apache-2.0
/** Records as framed bytes: type, length, payload; knows only {@code ckpt_hdr}. */
package org.ckptimage.codec.frame;
