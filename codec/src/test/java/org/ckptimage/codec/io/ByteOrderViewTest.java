// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class ByteOrderViewTest {
    private final byte[] bytes = {(byte) 0xf1, 2, 3, 4, 5, 6, 7, (byte) 0xf8, 9};

    @Test
    void numbersInBothOrders() {
        assertEquals(0x2f1, ByteOrderView.LITTLE.u16(bytes, 0));
        assertEquals(0xf102, ByteOrderView.BIG.u16(bytes, 0));
        assertEquals(0x040302f1, ByteOrderView.LITTLE.i32(bytes, 0));
        assertEquals(0xf1020304L, ByteOrderView.BIG.u32(bytes, 0));
        assertEquals(0xf8070605040302f1L, ByteOrderView.LITTLE.i64(bytes, 0));
        assertEquals(0x020304050607f809L, ByteOrderView.BIG.i64(bytes, 1));
    }

    @Test
    void whatIsPutIsRead() {
        for (ByteOrderView order : ByteOrderView.values()) {
            order.putI64(bytes, 1, -2);
            assertEquals(-2, order.i64(bytes, 1));
            order.putI32(bytes, 3, 0x80000001);
            assertEquals(0x80000001L, order.u32(bytes, 3));
            order.putU16(bytes, 5, 0x1fffe);
            assertEquals(0xfffe, order.u16(bytes, 5));
        }
        assertEquals("little big", ByteOrderView.LITTLE.word() + " " + ByteOrderView.BIG.word());
    }

    @Test
    void integersOfEachSize() {
        for (int size : new int[] {1, 2, 4, 8}) {
            long low = size == 8 ? -2 : (1L << 8 * size) - 2;
            for (ByteOrderView order : ByteOrderView.values()) {
                order.put(bytes, 1, size, -2);
                assertEquals(-2, order.signed(bytes, 1, size));
                assertEquals(low, order.unsigned(bytes, 1, size));
            }
        }
        assertEquals((byte) 0xf1, bytes[0]);
        assertThrows(IllegalArgumentException.class, () -> ByteOrderView.BIG.put(bytes, 0, 3, 0));
        assertThrows(IllegalArgumentException.class, () -> ByteOrderView.BIG.signed(bytes, 0, 5));
        assertThrows(IllegalArgumentException.class, () -> ByteOrderView.BIG.unsigned(bytes, 0, 0));
    }
}
