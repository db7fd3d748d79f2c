// SPDX-License-Identifier: Apache-2.0
/** Reads the text of /proc into values; knows nothing of images. */
package org.ckptimage.restart.capture.proc;
