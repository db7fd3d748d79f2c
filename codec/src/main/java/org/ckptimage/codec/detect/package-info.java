// SPDX-License-Identifier: Apache-2.0
/** Tells byte order, version and architecture from the first bytes of an image. */
package org.ckptimage.codec.detect;
