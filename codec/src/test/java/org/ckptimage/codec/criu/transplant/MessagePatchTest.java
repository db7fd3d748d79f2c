// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HexFormat;
import java.util.Optional;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.junit.jupiter.api.Test;

/** Fields replaced in the bytes of a message. */
class MessagePatchTest {
    private static final CriuCred CRED = new CriuCred(new Cred.Ids(1, 1, 1, 1), new Cred.Ids(1, 1, 1, 1),
            GroupList.EMPTY, new CriuCred.CapSets(0, 0, 0, 0, 0), 0, 0, Optional.empty(), Optional.empty());

    private static byte[] bytes(String hex) {
        return HexFormat.of().parseHex(hex.replace(" ", ""));
    }

    private static String patched(MessagePatch patch, String message) {
        return HexFormat.of().formatHex(patch.apply(bytes(message)));
    }

    @Test
    void aNumberTakesThePlaceOfTheOld() {
        MessagePatch patch = new MessagePatch();
        patch.number(2, 0xffff_ffffL);
        assertEquals("0801" + "10ffffffff0f" + "1803", patched(patch, "0801 1002 1803"));
        // out of order, doubled, and a number of more bytes than it needs
        assertEquals("1883808000" + "10ffffffff0f" + "0801", patched(patch, "1883808000 1002 0801 1009"));
    }

    @Test
    void whatIsMissingGoesWhereItsNumberBelongs() {
        MessagePatch patch = new MessagePatch();
        patch.number(2, 7);
        assertEquals("0801" + "1007" + "1803", patched(patch, "0801 1803"));
        assertEquals("0801" + "1007", patched(patch, "0801"));
        assertEquals("1007", patched(patch, ""));
        assertEquals("1007" + "1803" + "0801", patched(patch, "1803 0801"));
    }

    @Test
    void aListMayBecomeEmpty() {
        MessagePatch patch = new MessagePatch();
        patch.set(2, out -> { });
        assertEquals("0801" + "1803", patched(patch, "0801 1001 1002 1803 1003"));
    }

    @Test
    void unknownFieldsInCredsStay() {
        CriuCred other = new CriuCred(CRED.users(), CRED.groups(), GroupList.of(5, 6), CRED.caps(), 0, 1,
                Optional.empty(), Optional.empty());
        // core { 5: thread_core { 10: creds { 200: 9, 13: 0, 1: 1 }, 99: "" }, 1: 1 }
        byte[] core = bytes("2a0c" + "5207 c00c09 6800 0801" + "9a0600" + "0801");
        byte[] after = new CredChange(CRED, other).apply(core).orElseThrow();
        assertArrayEquals(bytes("2a13" + "520e 7005 7006 900101 c00c09 6800 0801" + "9a0600" + "0801"),
                after);
        assertTrue(new CredChange(CRED, CRED).none());
        assertFalse(new CredChange(CRED, other).none());
    }

    @Test
    void credsInPiecesAreNotTouched() {
        CredChange change = new CredChange(CRED, CRED);
        assertTrue(change.apply(bytes("2a04 52020801 2a04 52021001")).isEmpty());
        assertTrue(change.apply(bytes("2a08 52020801 52021001")).isEmpty());
        assertTrue(change.apply(bytes("0801")).isEmpty());
    }
}
