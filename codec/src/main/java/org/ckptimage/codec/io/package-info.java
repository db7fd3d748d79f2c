// SPDX-License-Identifier: Apache-2.0
/** Bytes in and out: exact, counted, bounded; knows nothing of records. */
package org.ckptimage.codec.io;
