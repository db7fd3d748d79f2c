// SPDX-License-Identifier: Apache-2.0
/** Who is inside an image, on which host ids and with which power; knows the model, and no bytes. */
package org.ckptimage.tools.whoami;
