// SPDX-License-Identifier: Apache-2.0
/** Sets of CRIU images in the terms of Linux-CR: as {@link org.ckptimage.codec.model.Image} and as a stream. */
package org.ckptimage.codec.criu.model;
