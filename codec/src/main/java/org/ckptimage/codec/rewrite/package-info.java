// SPDX-License-Identifier: Apache-2.0
/**
 * Changes images record by record without changing their format; knows what is in a record, not who wants it.
 */
package org.ckptimage.codec.rewrite;
