// SPDX-License-Identifier: Apache-2.0
/** Values: what the images of one set say together, and the container around them; reads nothing. */
package org.ckptimage.codec.criu.checkpoint;
