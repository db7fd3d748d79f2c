// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.io;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import org.ckptimage.formats.Abi;

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

    /** True if there are kernels of an architecture that have this byte order. */
    public boolean isOf(Abi abi) {
        return switch (abi) {
            case X86_64, X86_32 -> this == LITTLE;
            case S390X -> this == BIG;
            case ARM, PPC32, PPC64 -> true;
        };
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

    /**
     * The unsigned integer of {@code size} bytes at {@code at}; one of 8 bytes as it lies.
     *
     * @throws IllegalArgumentException if no integer has that size
     */
    public long unsigned(byte[] bytes, int at, int size) {
        return switch (size) {
            case 1 -> bytes[at] & 0xff;
            case 2 -> u16(bytes, at);
            case 4 -> u32(bytes, at);
            case 8 -> i64(bytes, at);
            default -> throw noInteger(size);
        };
    }

    /**
     * The signed integer of {@code size} bytes at {@code at}.
     *
     * @throws IllegalArgumentException if no integer has that size
     */
    public long signed(byte[] bytes, int at, int size) {
        return switch (size) {
            case 1 -> bytes[at];
            case 2 -> (short) u16(bytes, at);
            case 4 -> i32(bytes, at);
            case 8 -> i64(bytes, at);
            default -> throw noInteger(size);
        };
    }

    private static IllegalArgumentException noInteger(int size) {
        return new IllegalArgumentException("no integer has " + size + " bytes");
    }

    /**
     * Stores the low {@code size} bytes of a value.
     *
     * @throws IllegalArgumentException if no integer has that size
     */
    public void put(byte[] bytes, int at, int size, long value) {
        switch (size) {
            case 1 -> bytes[at] = (byte) value;
            case 2 -> putU16(bytes, at, (int) value);
            case 4 -> putI32(bytes, at, (int) value);
            case 8 -> putI64(bytes, at, value);
            default -> throw noInteger(size);
        }
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
