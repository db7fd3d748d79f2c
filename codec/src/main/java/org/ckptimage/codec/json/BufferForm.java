// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.formats.RecordType;

/** Writes payloads as what they hold; those that are not made so, in base64. */
final class BufferForm {
    private static final int WORD = 4;

    private final Forms forms;
    private final String file;
    private final Pages pages;
    private final ByteOrderView order;
    private long nrPages;

    /**
     * @param file name of the image, for references to its pages
     */
    BufferForm(Forms forms, String file, Pages pages) {
        this.forms = forms;
        this.file = file;
        this.pages = pages;
        this.order = forms.format().order();
    }

    /** Remembers how many pages the next BUFFER has. */
    void pgarr(Frame frame) {
        nrPages = forms.layouts().of(RecordType.PGARR).map(s -> frame.get(s.field("nr_pages"))).orElse(0L);
    }

    /** Writes the payload of a BUFFER into the object that is open. */
    void write(JsonGenerator json, FrameReader reader, BufferContent content) throws IOException {
        Payload payload = new Payload(reader);
        switch (content) {
            case UNAME, LSM_NAME -> text(json, payload);
            case TREE -> array(json, payload, Keys.ENTRIES);
            case VPIDS -> array(json, payload, Keys.NUMBERS);
            case AUXV -> array(json, payload, Keys.AUXV);
            case SEMAPHORES -> array(json, payload, Keys.SEMAPHORES);
            case EPOLL_ITEMS -> array(json, payload, Keys.ITEMS);
            case PIDS -> pids(json, payload);
            case PAGES -> pages(json, payload);
            case OPAQUE -> data(json, payload);
        }
    }

    /** Writes a payload in base64. */
    void data(JsonGenerator json, Payload payload) throws IOException {
        json.writeFieldName(Keys.DATA);
        payload.base64(json);
    }

    /** Writes a payload that is one array, if it divides into elements. */
    void array(JsonGenerator json, Payload payload, String key) throws IOException {
        Element element = forms.has(key) ? forms.payload(key) : null;
        if (element == null || payload.left() % element.size() != 0) {
            data(json, payload);
            return;
        }
        json.writeFieldName(key);
        payload.array(json, element, payload.left() / element.size());
    }

    /** Writes a payload as text, if it is one and short. */
    void text(JsonGenerator json, Payload payload) throws IOException {
        if (payload.left() > Payload.PIECE) {
            data(json, payload);
            return;
        }
        int size = (int) payload.left();
        int at = payload.take(size);
        byte[] bytes = payload.bytes();
        String text = ByteText.text(bytes, at, at + size).orElse(null);
        if (text == null) {
            json.writeStringField(Keys.DATA, Payload.base64(bytes, at, size));
            return;
        }
        json.writeStringField(Keys.TEXT, text);
        int used = 0;
        while (used < size && bytes[at + used] != 0) {
            used++;
        }
        if (size != used + 1) {
            json.writeNumberField(Keys.SIZE, size);
        }
    }

    /** Entries of different sizes; what follows the last whole one is data. */
    private void pids(JsonGenerator json, Payload payload) throws IOException {
        json.writeArrayFieldStart(Keys.PIDS);
        Element number = forms.payload(Keys.NUMBERS);
        while (payload.left() >= 2 * WORD) {
            int at = payload.take(WORD);
            long depth = order.u32(payload.bytes(), at);
            if ((depth + 1) * WORD > payload.left()) {
                json.writeEndArray();
                broken(json, payload, order.i32(payload.bytes(), at));
                return;
            }
            json.writeStartObject();
            json.writeNumberField(Keys.DEPTH, depth);
            json.writeFieldName(Keys.NUMBERS);
            payload.array(json, number, depth + 1);
            json.writeEndObject();
        }
        json.writeEndArray();
        if (payload.left() > 0) {
            data(json, payload);
        }
    }

    /** An entry whose depth is too large for the buffer: its depth as raw bytes, and the rest. */
    private void broken(JsonGenerator json, Payload payload, int depth) throws IOException {
        byte[] word = new byte[WORD];
        order.putI32(word, 0, depth);
        json.writeFieldName(Keys.DATA);
        json.writeStartArray();
        json.writeString(Payload.base64(word, 0, WORD));
        while (payload.left() > 0) {
            int n = (int) Math.min(payload.left(), Payload.PIECE);
            int at = payload.take(n);
            json.writeString(Payload.base64(payload.bytes(), at, n));
        }
        json.writeEndArray();
    }

    private void pages(JsonGenerator json, Payload payload) throws IOException {
        Element address = forms.payload(Keys.ADDRESSES);
        boolean fits = nrPages >= 0 && nrPages <= payload.left() / address.size();
        if (!fits) {
            data(json, payload);
            return;
        }
        json.writeFieldName(Keys.ADDRESSES);
        payload.array(json, address, nrPages);
        if (pages == Pages.INLINE) {
            json.writeFieldName(Keys.PAGES);
            payload.base64(json);
            return;
        }
        json.writeObjectFieldStart(Keys.REF);
        json.writeStringField(Keys.FILE, file);
        json.writeNumberField(Keys.OFFSET, payload.offset());
        json.writeNumberField(Keys.LENGTH, payload.left());
        json.writeEndObject();
    }
}
