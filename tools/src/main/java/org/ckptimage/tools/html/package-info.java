// SPDX-License-Identifier: Apache-2.0
/** Pages that need nothing but themselves: markup, frame and style; knows nothing of images. */
package org.ckptimage.tools.html;
