// SPDX-License-Identifier: Apache-2.0
/** Offsets and sizes of every struct, compiled from the Kaitai specs; knows nothing of files. */
package org.ckptimage.formats.layout;
