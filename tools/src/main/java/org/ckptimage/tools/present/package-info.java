// SPDX-License-Identifier: Apache-2.0
/** Turns what was found in an image into text or JSON; reads nothing itself. */
package org.ckptimage.tools.present;
