// SPDX-License-Identifier: Apache-2.0
/** Captures live tasks into plans of images; knows /proc and the program ckpt-capture. */
package org.ckptimage.restart.capture;
