// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.frame.FrameWriter;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Reads one record of a document at a time and writes it. Payloads behind {@code type} and {@code len} go
 * through in pieces; everything else is held, and therefore limited.
 */
final class RecordReader {
    private static final FieldLayout LEN = u32(Keys.LEN);
    private static final FieldLayout SIZE = u32(Keys.SIZE);
    private static final FieldLayout TYPE = u32(Keys.TYPE);
    private static final FieldLayout F_TYPE = u32("f_type");

    private final Tokens tokens;
    private final Forms forms;
    private final PayloadParts parts;
    private final FrameWriter out;
    private final ReadLimits limits;

    private static FieldLayout u32(String name) {
        return new FieldLayout(name, 0, Integer.BYTES, FieldLayout.Kind.UNSIGNED, 1);
    }

    /** What is known of the record at hand. */
    private static final class Draft {
        final Map<String, Node> keys = new LinkedHashMap<>();
        /** Keys met so far, also those that are not held. */
        final Set<String> seen = new HashSet<>();
        String typeName = "";
        RecordType type;
        int code;
        long len = -1;
        boolean begun;
        String part = "";
        long due;
    }

    RecordReader(Tokens tokens, Forms forms, PayloadParts parts, FrameWriter out, ReadLimits limits) {
        this.tokens = tokens;
        this.forms = forms;
        this.parts = parts;
        this.out = out;
        this.limits = limits;
    }

    /** Reads the object that begins with the token at hand. */
    void record() throws IOException {
        if (tokens.current() != JsonToken.START_OBJECT) {
            throw tokens.wrong(new Location(tokens.file(), tokens.at(), "", 0, Keys.RECORDS), "",
                    "a record is an object");
        }
        long at = tokens.at();
        Draft draft = new Draft();
        while (tokens.next() != JsonToken.END_OBJECT) {
            String key = tokens.text();
            if (!draft.seen.add(key)) {
                throw tokens.wrong(new Location(tokens.file(), tokens.at(), draft.typeName, 0, key), "",
                        Tokens.TWICE);
            }
            tokens.next();
            boolean typed = !draft.typeName.isEmpty();
            if (typed && draft.len >= 0 && PayloadParts.has(key)) {
                stream(draft, key);
            } else {
                keep(draft, key, tokens.node());
            }
        }
        if (draft.typeName.isEmpty()) {
            throw tokens.wrong(new Location(tokens.file(), at, "", 0, Keys.TYPE), "",
                    "the record has no type");
        }
        finish(draft, at);
    }

    private void keep(Draft draft, String key, Node node) throws IOException {
        Given given = given(draft);
        if (key.equals(Keys.TYPE)) {
            type(draft, given.word(node, key), node);
        } else if (key.equals(Keys.LEN)) {
            draft.len = given.number(node, LEN);
            if (draft.len < FrameReader.HEADER) {
                throw given.wrong(node, key, "the 8 bytes of the header are part of a record");
            }
        } else {
            draft.keys.put(key, node);
        }
    }

    private Given given(Draft draft) {
        return new Given(tokens, draft.typeName, draft.keys);
    }

    private void type(Draft draft, String name, Node node) throws IOException {
        FormatVersion version = forms.format().version();
        draft.typeName = name;
        Optional<Long> number = Numbers.parse(name, TYPE);
        if (number.isPresent()) {
            draft.code = (int) (long) number.get();
            draft.typeName = "type " + name;
            return;
        }
        draft.type = Arrays.stream(RecordType.values()).filter(t -> t.name().equals(name)).findFirst()
                .filter(t -> t.in(version)).orElseThrow(() -> given(draft).wrong(node, Keys.TYPE,
                        version.label() + " has no such record"));
        draft.code = draft.type.code(version);
    }

    private void stream(Draft draft, String key) throws IOException {
        Given given = given(draft);
        if (!draft.part.isEmpty() && !PayloadParts.pair(draft.part, key)) {
            throw tokens.wrong(new Location(tokens.file(), tokens.at(), draft.typeName, 0, key), "",
                    PayloadParts.pair(key, draft.part) ? key + " stands in front of " + draft.part
                            : exclude(draft.part, key));
        }
        draft.part = key;
        if (!draft.begun) {
            out.begin(draft.code, draft.len);
            draft.begun = true;
            draft.due = draft.len - FrameReader.HEADER;
        }
        long at = tokens.at();
        parts.read(given, key, new Items.Streamed(tokens), (bytes, from, length) -> {
            if (length > draft.due) {
                throw lengths(draft, at, "more");
            }
            out.payload(bytes, from, length);
            draft.due -= length;
        });
    }

    private ImageException lengths(Draft draft, long at, String word) {
        return tokens.wrong(new Location(tokens.file(), at, draft.typeName, 0, Keys.LEN),
                Long.toString(draft.len), "the payload has " + word + " bytes than len says");
    }

    private void finish(Draft draft, long at) throws IOException {
        Node page = draft.keys.remove(Keys.PAGE);
        if (draft.begun) {
            if (draft.due > 0) {
                throw lengths(draft, at, "fewer");
            }
            rest(draft);
        } else {
            byte[] record = whole(draft);
            if (draft.len >= 0 && draft.len != record.length) {
                throw lengths(draft, at, record.length > draft.len ? "more" : "fewer");
            }
            ByteOrderView order = forms.format().order();
            order.putI32(record, 0, draft.code);
            order.putI32(record, 4, record.length);
            out.record(record, 0, record.length);
        }
        page(draft, page, at);
    }

    /** Refuses keys that nothing has taken. */
    private void rest(Draft draft) throws IOException {
        for (Map.Entry<String, Node> entry : draft.keys.entrySet()) {
            throw given(draft).wrong(entry.getValue(), entry.getKey(), "this record has no such key");
        }
    }

    private void page(Draft draft, Node page, long at) throws IOException {
        boolean wanted = draft.type == RecordType.SOCKET_FRAG;
        if (page == null && wanted) {
            throw tokens.wrong(new Location(tokens.file(), at, draft.typeName, 0, Keys.PAGE), "",
                    "the page behind the record is missing");
        }
        if (page == null) {
            return;
        }
        byte[] bytes = RecordForm.base64(given(draft), page, Keys.PAGE);
        if (!wanted || bytes.length != FrameReader.RAW_PAGE) {
            throw given(draft).wrong(page, Keys.PAGE, wanted ? "the page has " + bytes.length
                    + " bytes, not 4096" : "this record has no such key");
        }
        out.raw(bytes, 0, bytes.length);
    }

    /** A record that is held as a whole; its header is not filled in. */
    private byte[] whole(Draft draft) throws IOException {
        Given given = given(draft);
        Optional<StructLayout> struct = draft.type == null ? Optional.empty() : struct(draft, given);
        if (struct.isPresent() && !draft.keys.containsKey(Keys.DATA)) {
            byte[] record = new RecordForm(forms.record(struct.get()), forms).read(given);
            return limited(given, record.length, record);
        }
        ByteArrayOutputStream record = new ByteArrayOutputStream();
        record.write(new byte[FrameReader.HEADER]);
        List<String> keys = parts(given);
        if (keys.equals(List.of(Keys.TEXT))) {
            record.write(text(given));
            rest(draft);
            return record.toByteArray();
        }
        for (String key : keys) {
            parts.read(given, key, new Items.Held(given.fields().remove(key)), (bytes, from, length) -> {
                limited(given, record.size() + (long) length, bytes);
                record.write(bytes, from, length);
            });
        }
        rest(draft);
        return record.toByteArray();
    }

    /** The keys of which a payload consists, in the order of their bytes: at most two that go together. */
    private static List<String> parts(Given given) throws IOException {
        List<String> keys = given.fields().keySet().stream()
                .filter(k -> PayloadParts.has(k) || k.equals(Keys.TEXT)).toList();
        if (keys.size() < 2) {
            return keys;
        }
        String first = keys.get(0);
        String second = keys.get(1);
        if (keys.size() == 2 && PayloadParts.pair(second, first)) {
            return List.of(second, first);
        }
        if (keys.size() > 2 || !PayloadParts.pair(first, second)) {
            String last = keys.get(keys.size() - 1);
            throw given.wrong(given.fields().get(last), last, exclude(first, last));
        }
        return keys;
    }

    private static String exclude(String key, String other) {
        return key + " and " + other + " exclude each other";
    }

    private byte[] limited(Given given, long length, byte[] bytes) throws IOException {
        if (length > limits.maxRecord()) {
            throw tokens.wrong(new Location(tokens.file(), tokens.at(), given.recordType(), 0, Keys.LEN),
                    length + " bytes", "a record this long needs len, and its payload behind it");
        }
        return bytes;
    }

    private Optional<StructLayout> struct(Draft draft, Given given) throws IOException {
        if (draft.type == RecordType.TASK) {
            return forms.layouts().task(draft.len);
        }
        Node kind = draft.keys.get("f_type");
        if (draft.type == RecordType.FILE && draft.keys.get("common") instanceof Node.Fields common) {
            kind = common.fields().get("f_type");
        }
        return draft.type == RecordType.FILE && kind != null
                ? forms.layouts().file(given.number(kind, F_TYPE)) : forms.layouts().of(draft.type);
    }

    private byte[] text(Given given) throws IOException {
        Node text = given.fields().remove(Keys.TEXT);
        Node size = given.fields().remove(Keys.SIZE);
        byte[] bytes = given.utf8(text, Keys.TEXT);
        long length = size == null ? bytes.length + 1L : given.number(size, SIZE);
        if (bytes.length > length) {
            throw given.wrong(text, Keys.TEXT, "the text has " + bytes.length + " bytes, its size is "
                    + length);
        }
        limited(given, length, bytes);
        return Arrays.copyOf(bytes, (int) length);
    }
}
