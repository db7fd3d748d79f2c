// SPDX-License-Identifier: Apache-2.0
/** Records as immutable values, one Java record for each kind; knows nothing of bytes and byte order. */
package org.ckptimage.formats.record;
