// SPDX-License-Identifier: Apache-2.0
/** Pictures of who is inside an image, one writer for each format. */
package org.ckptimage.tools.graph;
