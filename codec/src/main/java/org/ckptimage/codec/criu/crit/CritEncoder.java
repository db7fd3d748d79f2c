// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.crit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Locale;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.CriuImageWriter;
import org.ckptimage.codec.criu.CriuMessage;
import org.ckptimage.codec.criu.ImageHead;
import org.ckptimage.codec.criu.ImageType;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/**
 * Makes an image of the JSON that {@link CritDecoder} or crit wrote, an entry at a time. The magic has to
 * come before the entries. A message whose fields were not changed is written as it was.
 */
public final class CritEncoder {
    private final JsonParser json;
    private final OutputStream out;
    private final MessageReader reader;
    private Optional<ImageType> type = Optional.empty();
    private Optional<CriuImageWriter> writer = Optional.empty();

    private CritEncoder(JsonParser json, OutputStream out) {
        this.json = json;
        this.out = out;
        this.reader = new MessageReader(json);
    }

    /**
     * Encodes one image; does not close {@code out}.
     *
     * @param name what to call the JSON in findings
     * @throws ImageException CKS019 if it is not such JSON
     */
    public static void encode(InputStream in, String name, OutputStream out) throws IOException {
        try (JsonParser json = CritKeys.factory().createParser(in)) {
            new CritEncoder(json, out).image(name);
        }
    }

    private void image(String name) throws IOException {
        try {
            image();
        } catch (JsonProcessingException e) {
            // the parser counts characters, which are bytes as long as nobody wrote other than ASCII
            long offset = e.getLocation() == null ? 0 : Math.max(0, e.getLocation().getCharOffset());
            String path = json.getParsingContext().pathAsPointer().toString();
            Location where = new Location(name, offset, type.map(Enum::name).orElse(""), 0,
                    path.isEmpty() ? "" : path.substring(1).replace('/', '.'));
            throw new ImageException(new Finding(Rule.CKS019, where, "", "",
                    "not the JSON that was expected: " + e.getOriginalMessage()), e);
        }
    }

    private void image() throws IOException {
        json.nextToken();
        reader.expect(JsonToken.START_OBJECT, "an object");
        Optional<String> magic = Optional.empty();
        Optional<String> prefix = Optional.empty();
        boolean entries = false;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String key = json.currentName();
            json.nextToken();
            switch (key) {
                case CritKeys.MAGIC -> magic = Optional.of(reader.text());
                case CritKeys.PREFIX -> prefix = Optional.of(reader.text());
                case CritKeys.ENTRIES -> {
                    head(magic.orElseThrow(() -> reader.fail("no magic before the entries")), prefix);
                    entries();
                    entries = true;
                }
                default -> throw reader.fail("unknown key " + key);
            }
        }
        if (!entries || json.nextToken() != null) {
            throw reader.fail(entries ? "something behind the image" : "no entries");
        }
    }

    private void head(String magic, Optional<String> prefix) throws IOException {
        if (magic.equals(CritKeys.RAW_FILE)) {
            return;
        }
        ImageHead usual = usual(magic);
        type = usual.type();
        ImageHead head = usual;
        for (ImageHead.Prefix other : ImageHead.Prefix.values()) {
            if (prefix.equals(Optional.of(other.name().toLowerCase(Locale.ROOT)))) {
                head = new ImageHead(other, usual.magic());
            }
        }
        writer = Optional.of(new CriuImageWriter(out, head));
    }

    private ImageHead usual(String magic) throws IOException {
        for (ImageType known : ImageType.values()) {
            if (known.name().equals(magic)) {
                return ImageHead.of(known);
            }
        }
        try {
            if (magic.startsWith("0x")) {
                long number = Integer.toUnsignedLong(Integer.parseUnsignedInt(magic.substring(2), 16));
                return new ImageHead(ImageHead.Prefix.COMMON, number);
            }
        } catch (NumberFormatException e) {
            throw reader.fail("no magic number: " + magic);
        }
        throw reader.fail("no type of image: " + magic);
    }

    private void entries() throws IOException {
        reader.expect(JsonToken.START_ARRAY, "a list");
        for (int index = 0; json.nextToken() != JsonToken.END_ARRAY; index++) {
            reader.expect(JsonToken.START_OBJECT, "an object");
            entry(index);
        }
    }

    private void entry(int index) throws IOException {
        Optional<Message> prototype = type.flatMap(known -> known.prototype(index));
        Optional<Message.Builder> fields = prototype.map(Message::newBuilderForType);
        Optional<byte[]> raw = Optional.empty();
        Optional<byte[]> extra = Optional.empty();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            if (key.equals(CritKeys.RAW)) {
                raw = Optional.of(reader.base64());
            } else if (key.equals(CritKeys.EXTRA)) {
                extra = Optional.of(reader.base64());
            } else {
                reader.field(key, fields.orElseThrow(() -> reader.fail("no message of this type is known")));
            }
        }
        write(message(fields.map(Message.Builder::buildPartial), raw), extra);
    }

    private byte[] message(Optional<Message> fields, Optional<byte[]> raw) throws IOException {
        if (fields.isEmpty()) {
            return raw.orElseThrow(() -> reader.fail("no " + CritKeys.RAW));
        }
        if (raw.isEmpty()) {
            return CriuMessage.of(fields.get()).bytes();
        }
        try {
            return CriuMessage.parse(raw.get(), fields.get()).with(fields.get()).bytes();
        } catch (InvalidProtocolBufferException e) {
            throw reader.fail(CritKeys.RAW + " is not such a message");
        }
    }

    private void write(byte[] message, Optional<byte[]> extra) throws IOException {
        if (writer.isEmpty()) {
            out.write(message);
            return;
        }
        writer.get().message(message);
        if (extra.isPresent()) {
            writer.get().extra(extra.get(), 0, extra.get().length);
        }
    }
}
