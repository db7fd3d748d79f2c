// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.ckptimage.codec.criu.ImageHead;
import org.ckptimage.codec.io.ByteSource;

/** What an input is, told by its first bytes and not by its name. */
public enum InputKind {
    /** An image, or something that is none: the reader of images says which. */
    IMAGE,
    /** A set of CRIU images: a directory or an archive. */
    CRIU,
    /** One object, or lines. */
    JSON,
    YAML,
    /** A single file of a set of CRIU images. */
    CRIU_IMAGE,
    /** The JSON of one. */
    CRIT;

    /** The byte order mark that some editors put in front of UTF-8. */
    private static final byte[] MARK = {(byte) 0xef, (byte) 0xbb, (byte) 0xbf};
    private static final int WINDOW = 256;
    /** Both forms of YAML that people begin with, and its comments and directives. */
    private static final String YAML_FIRST = "-#%\"'";

    private static final Pattern CRIT_FIRST = Pattern.compile("\\s*\\{\\s*\"(magic|entries)\"");

    /** True for what crit reads or writes. */
    public boolean crit() {
        return this == CRIU_IMAGE || this == CRIT;
    }

    /** Looks at the start of a stream and consumes nothing. */
    public static InputKind of(ByteSource source) throws IOException {
        source.request(WINDOW);
        int length = Math.min(WINDOW, source.available());
        byte[] first = Arrays.copyOfRange(source.buffer(), source.start(), source.start() + length);
        if (ImageHead.read(new ByteSource(new ByteArrayInputStream(first), source.name())).isPresent()) {
            return CRIU_IMAGE;
        }
        if (CRIT_FIRST.matcher(new String(first, StandardCharsets.ISO_8859_1)).lookingAt()) {
            return CRIT;
        }
        int end = source.start() + Math.min(WINDOW, source.available());
        boolean marked = marked(source.buffer(), source.start(), end);
        for (int at = source.start() + (marked ? MARK.length : 0); at < end; at++) {
            int c = source.buffer()[at];
            if (c == '{') {
                return JSON;
            }
            if (c >= 'a' && c <= 'z' || YAML_FIRST.indexOf(c) >= 0) {
                return text(source.buffer(), at, end) ? YAML : IMAGE;
            }
            if (c != ' ' && c != '\t' && c != '\r' && c != '\n') {
                return marked ? YAML : IMAGE;
            }
        }
        return marked ? YAML : IMAGE;
    }

    private static boolean marked(byte[] bytes, int from, int to) {
        int n = Math.min(MARK.length, to - from);
        return n == MARK.length && Arrays.equals(MARK, 0, n, bytes, from, from + n);
    }

    /** Images have a NUL in their first bytes; of other control characters the reader of text tells. */

    private static boolean text(byte[] bytes, int from, int to) {
        for (int at = from; at < to; at++) {
            if (bytes[at] == 0) {
                return false;
            }
        }
        return true;
    }
}
