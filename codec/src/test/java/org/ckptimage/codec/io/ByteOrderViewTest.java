// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import static org.junit.jupiter.api.Assertions.assertEquals;

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
}
