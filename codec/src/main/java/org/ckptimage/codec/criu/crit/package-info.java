// SPDX-License-Identifier: Apache-2.0
/** CRIU images as the JSON that {@code crit decode} prints, and back, byte for byte. */
package org.ckptimage.codec.criu.crit;
