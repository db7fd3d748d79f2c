// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonToken;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
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
    private static final FieldLayout U32 = new FieldLayout("len", 0, 4, FieldLayout.Kind.UNSIGNED, 1);

    private final Tokens tokens;
    private final Forms forms;
    private final PayloadParts parts;
    private final FrameWriter out;
    private final ReadLimits limits;

    /** What is known of the record at hand. */
    private static final class Draft {
        final Map<String, Node> keys = new LinkedHashMap<>();
        String typeName = "";
        RecordType type;
        int code;
        long len = -1;
        boolean begun;
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
            tokens.next();
            if (draft.type != null || draft.code != 0) {
                if (draft.len >= 0 && PayloadParts.has(key)) {
                    stream(draft, key);
                    continue;
                }
            }
            keep(draft, key, tokens.node());
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
            type(draft, given.text(node, key), node);
        } else if (key.equals(Keys.LEN)) {
            draft.len = given.number(node, U32);
            if (draft.len < FrameReader.HEADER) {
                throw given.wrong(node, key, "the 8 bytes of the header are part of a record");
            }
        } else if (draft.keys.put(key, node) != null) {
            throw given.wrong(node, key, "the key stands there twice");
        }
    }

    private Given given(Draft draft) {
        return new Given(tokens, draft.typeName, draft.keys);
    }

    private void type(Draft draft, String name, Node node) throws IOException {
        FormatVersion version = forms.format().version();
        draft.typeName = name;
        Optional<Long> number = Numbers.parse(name, U32);
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
        if (draft.keys.containsKey(Keys.TEXT)) {
            record.write(text(given));
        }
        for (Map.Entry<String, Node> entry : draft.keys.entrySet()) {
            if (!PayloadParts.has(entry.getKey())) {
                throw given.wrong(entry.getValue(), entry.getKey(), "this record has no such key");
            }
            parts.read(given, entry.getKey(), new Items.Held(entry.getValue()), (bytes, from, length) -> {
                limited(given, record.size() + (long) length, bytes);
                record.write(bytes, from, length);
            });
        }
        return record.toByteArray();
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
                ? forms.layouts().file(given.number(kind, U32)) : forms.layouts().of(draft.type);
    }

    private byte[] text(Given given) throws IOException {
        Node text = given.fields().remove(Keys.TEXT);
        Node size = given.fields().remove(Keys.SIZE);
        byte[] bytes = given.text(text, Keys.TEXT).getBytes(StandardCharsets.UTF_8);
        long length = size == null ? bytes.length + 1L : given.number(size, U32);
        if (bytes.length > length) {
            throw given.wrong(text, Keys.TEXT, "the text has " + bytes.length + " bytes, its size is "
                    + length);
        }
        limited(given, length, bytes);
        return Arrays.copyOf(bytes, (int) length);
    }
}
