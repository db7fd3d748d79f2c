// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Fixed-width integers in a byte array, in either byte order. */
public enum ByteOrderView {
    LITTLE(ByteOrder.LITTLE_ENDIAN),
    BIG(ByteOrder.BIG_ENDIAN);

    private static final VarHandle SHORT_LE = handle(short[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle SHORT_BE = handle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT_LE = handle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT_BE = handle(int[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle LONG_LE = handle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle LONG_BE = handle(long[].class, ByteOrder.BIG_ENDIAN);

    private final ByteOrder order;

    ByteOrderView(ByteOrder order) {
        this.order = order;
    }

    private static VarHandle handle(Class<?> view, ByteOrder order) {
        return MethodHandles.byteArrayViewVarHandle(view, order);
    }

    /** The same as {@link java.nio.ByteOrder}. */
    public ByteOrder order() {
        return order;
    }

    /** The word of the JSON output: {@code little} or {@code big}. */
    public String word() {
        return this == BIG ? "big" : "little";
    }

    /** Unsigned 16-bit value at {@code at}. */
    public int u16(byte[] bytes, int at) {
        return (this == LITTLE ? (short) SHORT_LE.get(bytes, at) : (short) SHORT_BE.get(bytes, at)) & 0xffff;
    }

    /** Signed 32-bit value at {@code at}. */
    public int i32(byte[] bytes, int at) {
        return this == LITTLE ? (int) INT_LE.get(bytes, at) : (int) INT_BE.get(bytes, at);
    }

    /** Unsigned 32-bit value at {@code at}. */
    public long u32(byte[] bytes, int at) {
        return i32(bytes, at) & 0xffff_ffffL;
    }

    /** 64-bit value at {@code at}. */
    public long i64(byte[] bytes, int at) {
        return this == LITTLE ? (long) LONG_LE.get(bytes, at) : (long) LONG_BE.get(bytes, at);
    }

    /** Stores the low 16 bits. */
    public void putU16(byte[] bytes, int at, int value) {
        if (this == LITTLE) {
            SHORT_LE.set(bytes, at, (short) value);
        } else {
            SHORT_BE.set(bytes, at, (short) value);
        }
    }

    /** Stores 32 bits. */
    public void putI32(byte[] bytes, int at, int value) {
        if (this == LITTLE) {
            INT_LE.set(bytes, at, value);
        } else {
            INT_BE.set(bytes, at, value);
        }
    }

    /** Stores 64 bits. */
    public void putI64(byte[] bytes, int at, long value) {
        if (this == LITTLE) {
            LONG_LE.set(bytes, at, value);
        } else {
            LONG_BE.set(bytes, at, value);
        }
    }
}
