// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

/** How the contents of pages stand in a document. */
public enum Pages {
    /** In base64. */
    INLINE,
    /** As file, offset and length: the document is of use only beside the image. */
    REFERENCE
}
