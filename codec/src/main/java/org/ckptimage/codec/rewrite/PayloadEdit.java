// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

/** Changes bytes that pass by on their way from one stream to another. */
@FunctionalInterface
interface PayloadEdit {
    /** Pieces are as long as this, apart from the last one: a multiple of every item that payloads have. */
    int PIECE = 24 << 10;

    /** Changes nothing. */
    PayloadEdit NONE = (bytes, n, position) -> { };

    /**
     * Changes a piece in place.
     *
     * @param bytes the piece, from index 0 on
     * @param n bytes of the piece
     * @param position how many bytes of the payload came before
     */
    void change(byte[] bytes, int n, long position);
}
