// SPDX-License-Identifier: Apache-2.0
/** Names and numbers of the checkpoint image format in each of its versions; knows nothing of files. */
package org.ckptimage.formats;
