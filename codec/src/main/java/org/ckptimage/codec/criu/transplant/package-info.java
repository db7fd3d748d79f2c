// SPDX-License-Identifier: Apache-2.0
/** Puts the creds and id maps of an image into a set of CRIU images; knows nothing of where the set lies. */
package org.ckptimage.codec.criu.transplant;
