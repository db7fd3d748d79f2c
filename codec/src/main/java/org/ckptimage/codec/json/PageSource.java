// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import java.io.IOException;
import java.io.InputStream;

/** Gives the page contents that a document refers to. */
@FunctionalInterface
public interface PageSource {
    /**
     * The bytes of a file from an offset on; closed by the caller.
     *
     * @param file as the document names it, which is not to be trusted
     * @param offset from its start; not negative
     * @throws Unusable if there cannot be pages: the file is none, or it is too short
     */
    InputStream open(String file, long offset) throws IOException;

    /** A reference that leads to no pages; the message says why. */
    final class Unusable extends IOException {
        private static final long serialVersionUID = 1L;

        public Unusable(String message) {
            super(message);
        }
    }
}
