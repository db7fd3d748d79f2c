// SPDX-License-Identifier: Apache-2.0
/**
 * Stand-ins for ids, names and addresses, by a key: equal ones for equal originals; knows nothing of images.
 */
package org.ckptimage.codec.pseudonym;
