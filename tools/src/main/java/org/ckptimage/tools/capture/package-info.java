// SPDX-License-Identifier: Apache-2.0
/** Writes live tasks into an image file; knows the capture of the restart module, no command line. */
package org.ckptimage.tools.capture;
