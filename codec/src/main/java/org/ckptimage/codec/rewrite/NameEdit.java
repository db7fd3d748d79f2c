// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.pseudonym.Pseudonyms;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/** Puts stand-ins for names: of programs, hosts, files and sockets, and in labels. */
final class NameEdit {
    private static final int SOCKADDR_FAMILY = 2;
    private static final int MOST_TEXT = 4096;
    private static final String FAILURE = "text removed";

    private final Pseudonyms pseudonyms;
    /** The last record but for those that may stand anywhere. */
    private RecordType behind;

    NameEdit(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    void change(Draft draft) {
        if (Extensions.is(draft.type())) {
            return;
        }
        switch (draft.type()) {
            case STRING -> string(draft);
            case FILE_NAME -> text(draft, pseudonyms::path);
            case UTS_NS -> {
                field(draft, "nodename");
                field(draft, "domainname");
            }
            case SOCKET_UNIX -> {
                socket(draft, "laddr_len", "laddr.sun_path");
                socket(draft, "raddr_len", "raddr.sun_path");
            }
            default -> { }
        }
        behind = draft.type();
    }

    /** What a STRING says depends on the record it follows. */
    private void string(Draft draft) {
        if (behind == RecordType.ERROR) {
            failure(draft);
        } else if (behind == RecordType.TASK) {
            text(draft, pseudonyms::name);
        } else {
            text(draft, behind == RecordType.SECURITY ? pseudonyms::label : pseudonyms::path);
        }
    }

    /** The text starts with a NUL, by which it is found from the end of the file. */
    private static void failure(Draft draft) {
        byte[] payload = new byte[draft.length() - 8];
        byte[] words = FAILURE.getBytes(StandardCharsets.US_ASCII);
        for (int at = 1; at < payload.length - 1; at++) {
            payload[at] = at <= words.length ? words[at - 1] : (byte) ' ';
        }
        draft.payload(payload);
    }

    /** Replaces a text up to its NUL; the record stays as long as it is if that is long enough. */
    private static void text(Draft draft, UnaryOperator<String> standIn) {
        byte[] payload = draft.payload();
        int end = end(payload, 0, payload.length);
        byte[] text = bytes(standIn.apply(string(payload, 0, end)));
        int nul = end < payload.length ? 1 : 0;
        int length = Math.min(MOST_TEXT, Math.max(payload.length, text.length + nul));
        // the comm of a task has its length fixed, and no stand-in is longer than that
        draft.payload(Arrays.copyOf(Arrays.copyOf(text, Math.min(text.length, length - nul)), length));
    }

    private void field(Draft draft, String name) {
        if (draft.has(name)) {
            FieldLayout field = draft.layout().orElseThrow().field(name);
            int end = end(draft.bytes(), field.offset(), field.end());
            byte[] host = bytes(pseudonyms.name(string(draft.bytes(), field.offset(), end)));
            fill(draft, field.offset(), field.end(), host);
        }
    }

    /**
     * A path, or after a first NUL a name that is not one of a file and ends with the address. What lies
     * behind is no part of the address.
     */
    private void socket(Draft draft, String lengthField, String pathField) {
        if (!draft.has(pathField)) {
            return;
        }
        FieldLayout path = draft.layout().orElseThrow().field(pathField);
        int room = path.size() * path.count();
        int n = (int) Math.max(0, Math.min(room, draft.get(lengthField) - SOCKADDR_FAMILY));
        boolean hidden = n > 0 && draft.bytes()[path.offset()] == 0;
        int from = path.offset() + (hidden ? 1 : 0);
        int end = hidden ? path.offset() + n : end(draft.bytes(), from, path.offset() + n);
        byte[] name = bytes(pseudonyms.path(string(draft.bytes(), from, end)));
        int longer = Math.min(name.length, path.end() - from) - (end - from);
        fill(draft, from, path.end(), name);
        if (longer > 0) {
            draft.put(lengthField, Math.min(room, n + longer) + SOCKADDR_FAMILY);
        }
    }

    /** Puts a text and zeroes behind it. */
    private static void fill(Draft draft, int from, int to, byte[] text) {
        int n = Math.min(text.length, to - from);
        System.arraycopy(text, 0, draft.bytes(), from, n);
        draft.blank(from + n, to - from - n);
    }

    private static int end(byte[] bytes, int from, int to) {
        int end = from;
        while (end < to && bytes[end] != 0) {
            end++;
        }
        return end;
    }

    private static String string(byte[] bytes, int from, int to) {
        return new String(bytes, from, to - from, StandardCharsets.ISO_8859_1);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
