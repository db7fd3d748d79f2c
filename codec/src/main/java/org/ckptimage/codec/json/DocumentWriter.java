// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Writes an image as a document, record by record while it is read. Every record that can be framed is in the
 * document with all of its bytes, whether the image is valid or not; {@link DocumentReader} gives them back.
 */
public final class DocumentWriter {
    private final JsonGenerator json;
    private final Options options;
    private final Map<RecordType, RecordForm> plain = new EnumMap<>(RecordType.class);
    private Forms forms;
    private BufferForm buffers;
    private FrameReader reader;

    /** Whether a document is one object, or one for each record. */
    public enum Shape { OBJECT, LINES }

    /**
     * What a document looks like.
     *
     * @param shape one object, or lines
     * @param pages how page contents stand in it
     * @param toolVersion of the program that writes it
     * @param image name of the image in references to its pages
     */
    public record Options(Shape shape, Pages pages, String toolVersion, String image) {}

    /**
     * @param json takes the document; not closed
     */
    public DocumentWriter(JsonGenerator json, Options options) {
        this.json = json;
        this.options = options;
    }

    /**
     * Writes the whole image.
     *
     * @throws org.ckptimage.codec.ImageException if it is no image, or if it is cut
     */
    public void write(ByteSource source, ReadLimits limits) throws IOException {
        ImageFormat format = FormatDetector.detect(source, limits);
        forms = new Forms(format);
        buffers = new BufferForm(forms, options.image(), options.pages());
        reader = new FrameReader(source, format.order(), format.version(), limits);
        head(format);
        BufferContent.Tracker contents = new BufferContent.Tracker();
        while (reader.next()) {
            record(contents.next(reader.frame().type()));
        }
        if (options.shape() == Shape.OBJECT) {
            json.writeEndArray();
            json.writeEndObject();
        }
        json.flush();
    }

    private void head(ImageFormat format) throws IOException {
        json.writeStartObject();
        json.writeStringField(Keys.SCHEMA, Keys.SCHEMA_ID);
        json.writeStringField(Keys.TOOL_VERSION, options.toolVersion());
        json.writeObjectFieldStart(Keys.FORMAT);
        json.writeStringField(Keys.VERSION, format.version().label());
        json.writeStringField(Keys.ARCH, format.abi().kernelName());
        json.writeStringField(Keys.BYTE_ORDER, format.order().word());
        json.writeEndObject();
        if (options.shape() == Shape.OBJECT) {
            json.writeArrayFieldStart(Keys.RECORDS);
        } else {
            json.writeEndObject();
        }
    }

    private void record(BufferContent content) throws IOException {
        Frame frame = reader.frame();
        json.writeStartObject();
        if (frame.type() == null) {
            json.writeNumberField(Keys.TYPE, frame.code() & 0xffff_ffffL);
        } else {
            json.writeStringField(Keys.TYPE, frame.type().name());
        }
        if (frame.type() == null) {
            raw();
        } else {
            body(frame.type(), content);
        }
        if (frame.type() == RecordType.SOCKET_FRAG) {
            int at = reader.payload(FrameReader.RAW_PAGE);
            json.writeStringField(Keys.PAGE, Payload.base64(frame.bytes(), at, FrameReader.RAW_PAGE));
        }
        json.writeEndObject();
    }

    private void body(RecordType type, BufferContent content) throws IOException {
        Frame frame = reader.frame();
        Optional<StructLayout> struct = forms.layouts().of(frame);
        if (struct.isPresent()) {
            RecordForm form = form(type, struct.get());
            if (frame.isHeld() && form.fits(frame)) {
                fields(type, form, struct.get());
            } else {
                raw();
            }
            return;
        }
        if (frame.length() - FrameReader.HEADER > Payload.PIECE) {
            json.writeNumberField(Keys.LEN, frame.length());
        }
        switch (type) {
            case BUFFER -> buffers.write(json, reader, content);
            case STRING, FILE_NAME -> buffers.text(json, new Payload(reader));
            case NETDEV_ADDR -> buffers.array(json, new Payload(reader), Keys.ADDRS);
            default -> buffers.data(json, new Payload(reader));
        }
    }

    private void fields(RecordType type, RecordForm form, StructLayout struct) throws IOException {
        Frame frame = reader.frame();
        if (type == RecordType.PGARR) {
            buffers.pgarr(frame);
        }
        if (type == RecordType.TASK && forms.layouts().require(type) != struct) {
            json.writeNumberField(Keys.LEN, frame.length());
        }
        form.write(json, frame);
    }

    private void raw() throws IOException {
        json.writeNumberField(Keys.LEN, reader.frame().length());
        buffers.data(json, new Payload(reader));
    }

    private RecordForm form(RecordType type, StructLayout struct) {
        boolean several = type == RecordType.TASK || type == RecordType.FILE;
        return several ? new RecordForm(forms.record(struct), forms)
                : plain.computeIfAbsent(type, t -> new RecordForm(forms.record(struct), forms));
    }
}
