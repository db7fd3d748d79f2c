// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

/** What is done to the records of one image, in their order. */
interface RecordEdit {
    /** What becomes of a record. */
    enum Fate { KEPT, DROPPED }

    /** Changes a record, of which the header alone is there if its payload is left in the stream. */
    Fate record(Draft draft);

    /**
     * What happens to bytes left in the stream: the payload of a BUFFER or of an overlong record, or the raw
     * page of a SOCKET_FRAG. Asked after {@link #record}, and only if there are any.
     */
    default PayloadEdit payload(Draft draft) {
        return PayloadEdit.NONE;
    }
}
