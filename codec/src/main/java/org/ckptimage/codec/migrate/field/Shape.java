// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.field;

import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.layout.StructLayout;

/**
 * How one struct lies in an image.
 *
 * @param layout its fields
 * @param order byte order of the image
 * @param word bytes of a machine word, in which sets of signals are kept
 */
public record Shape(StructLayout layout, ByteOrderView order, int word) {}
