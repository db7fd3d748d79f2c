// SPDX-License-Identifier: Apache-2.0
/** What differs between two images in meaning, as values; knows nothing of screens and options. */
package org.ckptimage.tools.diff;
