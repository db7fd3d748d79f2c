// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.ckptimage.codec.io.ByteOrderView;

/**
 * A header block: name at 0 (100 bytes), size at 124 (12), checksum at 148 (8), type at 156, link at 157
 * (100), magic at 257, and for {@code ustar} what precedes the name at 345 (155).
 */
final class TarBlock {
    static final int LENGTH = 512;
    private static final int SIZE = 124;
    private static final int CHECKSUM = 148;
    private static final int TYPE = 156;
    private static final int LINK = 157;
    private static final int MAGIC = 257;
    private static final int PREFIX = 345;
    private static final int PREFIX_LENGTH = 155;
    private static final int NAME_LENGTH = 100;
    private static final int SIZE_LENGTH = 12;
    private static final int CHECKSUM_LENGTH = 8;
    /** Checksums end with a NUL and a blank. */
    private static final int MOST_ENDING = 2;
    private static final byte[] USTAR = "ustar\0".getBytes(StandardCharsets.US_ASCII);

    private final byte[] bytes;

    TarBlock(byte[] bytes) {
        this.bytes = bytes;
    }

    /** True for a block of zeros, the end mark. */
    boolean zero() {
        for (byte b : bytes) {
            if (b != 0) {
                return false;
            }
        }
        return true;
    }

    /** True if the checksum is right, counted with unsigned or, as some once did, with signed bytes. */
    boolean valid() {
        long unsigned = 0;
        long signed = 0;
        for (int i = 0; i < LENGTH; i++) {
            byte b = i >= CHECKSUM && i < CHECKSUM + CHECKSUM_LENGTH ? (byte) ' ' : bytes[i];
            unsigned += b & 0xff;
            signed += b;
        }
        long stored = octal(CHECKSUM, CHECKSUM_LENGTH);
        return stored >= 0 && (stored == unsigned || stored == signed);
    }

    int type() {
        return bytes[TYPE];
    }

    /** Bytes that follow; negative if the field makes no sense. */
    long size() {
        if ((bytes[SIZE] & 0x80) == 0) {
            return octal(SIZE, SIZE_LENGTH);
        }
        // a binary number, the highest bit of which is the mark
        long size = bytes[SIZE] & 0x7f;
        for (int i = SIZE + 1; i < SIZE + SIZE_LENGTH; i++) {
            if (size >> 55 != 0) {
                return -1;
            }
            size = size << 8 | bytes[i] & 0xff;
        }
        return size;
    }

    /** The block with another size and the checksum that belongs to it; all else as it is. */
    byte[] resized(long size) {
        byte[] block = bytes.clone();
        if ((bytes[SIZE] & 0x80) == 0) {
            digits(block, SIZE, SIZE_LENGTH, size);
        } else {
            Arrays.fill(block, SIZE + 1, SIZE + SIZE_LENGTH - Long.BYTES, (byte) 0);
            ByteOrderView.BIG.putI64(block, SIZE + SIZE_LENGTH - Long.BYTES, size);
        }
        Arrays.fill(block, CHECKSUM, CHECKSUM + CHECKSUM_LENGTH, (byte) ' ');
        long sum = 0;
        for (byte b : block) {
            sum += b & 0xff;
        }
        System.arraycopy(bytes, CHECKSUM, block, CHECKSUM, CHECKSUM_LENGTH);
        digits(block, CHECKSUM, CHECKSUM_LENGTH, sum);
        return block;
    }

    /** Puts an octal number in front of the blanks and NULs that end a field. */
    private static void digits(byte[] block, int from, int length, long number) {
        int end = from + length;
        while (end > from && (block[end - 1] == ' ' || block[end - 1] == 0)) {
            end--;
        }
        // a field that is empty, or ends early because it holds a short number
        end = Math.max(end, from + length - MOST_ENDING);
        long rest = number;
        for (int at = end - 1; at >= from; at--) {
            block[at] = (byte) ('0' + (rest & 7));
            rest >>= 3;
        }
    }

    byte[] name() {
        byte[] name = text(0, NAME_LENGTH);
        boolean ustar = Arrays.equals(bytes, MAGIC, MAGIC + USTAR.length, USTAR, 0, USTAR.length);
        byte[] prefix = ustar ? text(PREFIX, PREFIX_LENGTH) : new byte[0];
        if (prefix.length == 0) {
            return name;
        }
        byte[] whole = Arrays.copyOf(prefix, prefix.length + 1 + name.length);
        whole[prefix.length] = '/';
        System.arraycopy(name, 0, whole, prefix.length + 1, name.length);
        return whole;
    }

    byte[] link() {
        return text(LINK, NAME_LENGTH);
    }

    /** Bytes up to the zeros that fill the field; a NUL with something behind it stays in. */
    private byte[] text(int from, int length) {
        int end = from + length;
        while (end > from && bytes[end - 1] == 0) {
            end--;
        }
        return Arrays.copyOfRange(bytes, from, end);
    }

    /** Octal digits between blanks and NULs; 0 for none, -1 for anything else. */
    private long octal(int from, int length) {
        int at = from;
        int end = from + length;
        while (at < end && (bytes[at] == ' ' || bytes[at] == 0)) {
            at++;
        }
        long value = 0;
        while (at < end && bytes[at] >= '0' && bytes[at] <= '7') {
            value = value << 3 | bytes[at++] - '0';
        }
        while (at < end && (bytes[at] == ' ' || bytes[at] == 0)) {
            at++;
        }
        return at == end ? value : -1;
    }
}
