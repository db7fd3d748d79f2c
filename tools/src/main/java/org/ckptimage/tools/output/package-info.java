// SPDX-License-Identifier: Apache-2.0
/** Writes results where the user wants them, whole or not at all; knows nothing of images. */
package org.ckptimage.tools.output;
