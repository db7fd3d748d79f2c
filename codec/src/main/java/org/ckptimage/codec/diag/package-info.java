// SPDX-License-Identifier: Apache-2.0
/** The catalogue of diagnostics and the shape of one finding; knows nothing of bytes. */
package org.ckptimage.codec.diag;
