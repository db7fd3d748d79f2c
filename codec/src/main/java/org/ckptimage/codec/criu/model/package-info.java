// SPDX-License-Identifier: Apache-2.0
/** Sets of CRIU images in the terms of Linux-CR: as a model, and as a stream of records. */
package org.ckptimage.codec.criu.model;
