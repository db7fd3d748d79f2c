// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.SingleByte;

/**
 * The bytes of a document on their way to a parser: well-formed UTF-8 without control characters. Parsers
 * take overlong forms and hold a value as a whole, so that both are refused in front of them.
 */
public final class DocumentText extends FilterInputStream {
    private static final int LEAD_2 = 0xc2;
    private static final int LEAD_3 = 0xe0;
    private static final int LEAD_4 = 0xf0;
    private static final int LAST_LEAD = 0xf4;
    private static final int LOW = 0x80;
    private static final int HIGH = 0xbf;
    private static final long SPACES = 0x2020_2020_2020_2020L;
    private static final long SIGNS = 0x8080_8080_8080_8080L;

    private final String file;
    private final long most;
    private long position;
    private long sinceToken;
    private ImageException failure;
    /** Bytes that the character at hand still needs, and the bounds of the next one. */
    private int due;
    private int low = LOW;
    private int high = HIGH;

    /**
     * @param in the document
     * @param file its name in findings
     * @param mostText bytes of the longest text, number or key that a parser may come to hold
     */
    public DocumentText(InputStream in, String file, int mostText) {
        super(in);
        this.file = file;
        this.most = mostText;
    }

    String file() {
        return file;
    }

    /** The parser has come to a token: the next one may be long again. */
    void token() {
        sinceToken = 0;
    }

    @Override
    public int read() throws IOException {
        return SingleByte.of(this);
    }

    @Override
    public int read(byte[] bytes, int from, int n) throws IOException {
        if (failure != null) {
            throw failure;
        }
        int got = super.read(bytes, from, n);
        if (got < 0 && due > 0) {
            throw wrong("the text cannot be read: it ends within a character", "");
        }
        // what is good goes to the parser first, which may find something wrong in it
        for (int i = plain(bytes, from, got); i < got; i += plain(bytes, from + i, got - i)) {
            if (!takes(bytes[from + i] & 0xff)) {
                failure = wrong("the text cannot be read: " + (due < 0 ? "a control character" : "no UTF-8"),
                        String.format("0x%02x", bytes[from + i]));
                return delivered(i);
            }
            position++;
            i++;
        }
        return got < 0 ? got : delivered(got);
    }

    /** Steps over ASCII without control characters, of which documents mostly consist, by eight bytes. */
    private int plain(byte[] bytes, int from, int n) {
        int i = 0;
        while (due == 0 && n - i >= Long.BYTES) {
            long eight = ByteOrderView.LITTLE.i64(bytes, from + i);
            // a borrow only comes from a byte that is too small, so the lowest wrong one shows in any case
            if (((eight | eight - SPACES) & SIGNS) != 0) {
                break;
            }
            i += Long.BYTES;
        }
        position += i;
        return i;
    }

    private int delivered(int n) throws IOException {
        if (n == 0 && failure != null) {
            throw failure;
        }
        sinceToken += n;
        if (sinceToken > most) {
            throw wrong("a text, number or key is longer than " + most + " bytes", "");
        }
        return n;
    }

    /** Whether a byte can stand here; {@link #due} is -1 behind a control character. */
    private boolean takes(int value) {
        if (due > 0) {
            boolean fits = value >= low && value <= high;
            due--;
            low = LOW;
            high = HIGH;
            return fits;
        }
        if (value < ' ' && value != '\n' && value != '\r' && value != '\t') {
            due = -1;
            return false;
        }
        if (value < LOW) {
            return true;
        }
        due = value < LEAD_3 ? 1 : value < LEAD_4 ? 2 : 3;
        // overlong forms, surrogates, and what lies behind the last character
        low = value == LEAD_3 ? 0xa0 : value == LEAD_4 ? 0x90 : LOW;
        high = value == 0xed ? 0x9f : value == LAST_LEAD ? 0x8f : HIGH;
        return value >= LEAD_2 && value <= LAST_LEAD;
    }

    private ImageException wrong(String message, String got) {
        return new ImageException(new Finding(Rule.CKS019, Location.at(file, position), got, "", message));
    }

    @Override
    public long skip(long n) throws IOException {
        return read(new byte[(int) Math.max(0, Math.min(n, Short.MAX_VALUE))]);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
