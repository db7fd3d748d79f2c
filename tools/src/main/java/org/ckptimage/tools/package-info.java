// SPDX-License-Identifier: Apache-2.0
/** The commands of ckpt-image: options, exit codes, and which presenter shows what the codec found. */
package org.ckptimage.tools;
