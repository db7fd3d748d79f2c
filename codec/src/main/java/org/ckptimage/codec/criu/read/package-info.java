// SPDX-License-Identifier: Apache-2.0
/** Reads a set of CRIU images in one pass and compares them with each other; knows nothing of tools. */
package org.ckptimage.codec.criu.read;
