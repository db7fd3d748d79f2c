// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.kaitai.struct.ByteBufferKaitaiStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.formats.gen.CkptCred;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Records made from nothing and read alone, in both byte orders. */
class GeneratedRecordTest {
    private static final int STAMP = FormatVersion.V23_RC2.stamp();

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void credFromScratch(boolean little) {
        CkptCred.CkptHdrCred cred = new CkptCred.CkptHdrCred(null, null, null, little, STAMP);
        cred.setH(header(cred, little, 115, 96));
        cred.setUid(1000);
        cred.setFsgid(0xffff_fffeL);
        cred.setUserRef(7);
        cred.setGroupinfoRef(6);
        cred.setSecRef(-1);
        cred.setPad0(new byte[4]);
        CkptCred.CkptCapabilities caps = new CkptCred.CkptCapabilities(null, cred, null, little);
        caps.setCapP0(0x8000_0001L);
        caps._check();
        cred.setCapS(caps);
        cred.setTail(new byte[0]);
        cred._check();

        ByteBufferKaitaiStream out = new ByteBufferKaitaiStream(96);
        cred._write(out);
        ByteBuffer written = ByteBuffer.wrap(out.toByteArray()).order(order(little));
        assertEquals(115, written.getInt(0));
        assertEquals(1000, written.getInt(8));
        assertEquals(-2, written.getInt(36));
        assertEquals(-1, written.getInt(48));
        assertEquals(0x8000_0001, written.getInt(64));

        CkptCred.CkptHdrCred read = new CkptCred.CkptHdrCred(
                new ByteBufferKaitaiStream(out.toByteArray()), null, null, little, STAMP);
        read._read();
        assertEquals(0xffff_fffeL, read.fsgid());
        assertEquals(-1, read.secRef());
        assertEquals(0x8000_0001L, read.capS().capP0());
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void groupsKeepTheGapOfTheirStruct(boolean little) {
        ByteBuffer record = ByteBuffer.allocate(24).order(order(little));
        record.putInt(117).putInt(24).putInt(2).putInt(4).putInt(20).putInt(0);
        CkptCred.CkptHdrGroupinfo groups = new CkptCred.CkptHdrGroupinfo(
                new ByteBufferKaitaiStream(record.array()), null, null, little);
        groups._read();
        assertEquals(List.of(4L, 20L), groups.groups());
        assertArrayEquals(new byte[4], groups.tail());

        groups.setGroups(new ArrayList<>(List.of(4L, 27L)));
        groups._check();
        ByteBufferKaitaiStream out = new ByteBufferKaitaiStream(24);
        groups._write(out);
        assertEquals(27, ByteBuffer.wrap(out.toByteArray()).order(order(little)).getInt(16));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aRootReadsNothing(boolean big) {
        CkptCred root = new CkptCred(new ByteBufferKaitaiStream(new byte[0]), big, STAMP,
                Abi.X86_64.specCode());
        root._read();
        assertEquals(big, root.isBe());
        assertEquals(STAMP, root.version());
    }

    private static CkptCred.CkptHdr header(CkptCred.CkptHdrCred parent, boolean little, int type, int len) {
        CkptCred.CkptHdr header = new CkptCred.CkptHdr(null, parent, null, little);
        header.setType(type);
        header.setLen(len);
        header._check();
        return header;
    }

    private static ByteOrder order(boolean little) {
        return little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
    }
}
