// SPDX-License-Identifier: Apache-2.0
/** Rules about what an image says, whatever form it is written in; they look at the model only. */
package org.ckptimage.codec.judge;
