// SPDX-License-Identifier: Apache-2.0
/** Standard output and error: what may reach a terminal, in which colour; knows nothing of images. */
package org.ckptimage.tools.terminal;
