// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.crit;

import com.fasterxml.jackson.core.Base64Variants;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.CriuEntry;
import org.ckptimage.codec.criu.CriuImageReader;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.CriuMessage;
import org.ckptimage.codec.criu.ImageHead;
import org.ckptimage.codec.criu.ImageName;
import org.ckptimage.codec.criu.ImageType;
import org.ckptimage.codec.criu.MessageCheck;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteSource;

/**
 * Writes an image as {@code {"magic": "CORE", "entries": [...]}}, an entry at a time: what {@code crit
 * decode} prints for it, where the message is known here.
 *
 * <p>More than crit gives: {@code _unknown} in a message has fields without a name, {@code _raw} has the
 * bytes of a message that is not known here or is not written the usual way, {@code _prefix} tells that a
 * file begins as in version 1. A file without magic number becomes entries with {@code _raw} under the
 * magic {@code _RAW}.
 */
public final class CritDecoder {
    /** A multiple of 3, so that base64 of pieces put together is that of the whole. */
    private static final int PIECE = 48 << 10;
    private static final int LAST_PLAIN = 0x7f;

    private final ByteSource source;
    private final JsonGenerator json;
    private final CriuLimits limits;

    private CritDecoder(ByteSource source, JsonGenerator json, CriuLimits limits) {
        this.source = source;
        this.json = json;
        this.limits = limits;
    }

    /**
     * Decodes one image. Writes no line break behind it and does not close {@code out}.
     *
     * @param fileName name of the image without directories; tells files without magic number
     * @throws ImageException as {@link CriuImageReader#next} and {@link MessageCheck#check}
     */
    public static void decode(ByteSource source, String fileName, CriuLimits limits, OutputStream out)
            throws IOException {
        Separators separators = Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER)
                .withObjectEntrySpacing(Spacing.AFTER).withArrayValueSpacing(Spacing.AFTER)
                .withObjectEmptySeparator("").withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators)
                .withObjectIndenter(DefaultPrettyPrinter.NopIndenter.instance)
                .withArrayIndenter(DefaultPrettyPrinter.NopIndenter.instance);
        try (JsonGenerator json = CritKeys.factory().createGenerator(out)) {
            json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            json.setHighestNonEscapedChar(LAST_PLAIN);
            json.setPrettyPrinter(printer);
            new CritDecoder(source, json, limits).image(fileName);
        }
    }

    private void image(String fileName) throws IOException {
        boolean raw = ImageName.of(fileName).map(ImageName::raw).orElse(false);
        Optional<CriuImageReader> reader = raw ? Optional.empty() : CriuImageReader.open(source, limits);
        json.writeStartObject();
        json.writeStringField(CritKeys.MAGIC, reader.map(CriuImageReader::typeName)
                .orElse(CritKeys.RAW_FILE));
        if (reader.isPresent()) {
            prefix(reader.get().head());
        }
        json.writeArrayFieldStart(CritKeys.ENTRIES);
        if (reader.isPresent()) {
            entries(reader.get());
        } else {
            pieces();
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void prefix(ImageHead head) throws IOException {
        boolean usual = head.type().isPresent() ? !head.oldForm() : head.prefix() == ImageHead.Prefix.COMMON;
        if (!usual) {
            json.writeStringField(CritKeys.PREFIX, head.prefix().name().toLowerCase(Locale.ROOT));
        }
    }

    private void entries(CriuImageReader reader) throws IOException {
        MessageCheck check = new MessageCheck(source.name(), reader.typeName(), limits.maxFields(),
                finding -> { });
        Optional<ImageType> type = reader.head().type();
        for (Optional<CriuEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            CriuEntry entry = next.get();
            Optional<Message> prototype = type.flatMap(known -> known.prototype(entry.index()));
            json.writeStartObject();
            if (prototype.isPresent()) {
                check.check(entry, prototype.get().getDescriptorForType());
                message(entry, prototype.get());
            } else {
                json.writeStringField(CritKeys.RAW, MessageWriter.base64(entry.message()));
            }
            if (entry.extra() != 0) {
                json.writeFieldName(CritKeys.EXTRA);
                json.writeBinary(Base64Variants.MIME_NO_LINEFEEDS,
                        reader.extraStream(), -1);
            }
            json.writeEndObject();
        }
    }

    private void message(CriuEntry entry, Message prototype) throws IOException {
        try {
            CriuMessage message = CriuMessage.parse(entry.message(), prototype);
            new MessageWriter(json).fields(message.fields());
            if (!message.canonical()) {
                json.writeStringField(CritKeys.RAW, MessageWriter.base64(entry.message()));
            }
        } catch (InvalidProtocolBufferException e) {
            throw new ImageException(new Finding(Rule.CKS020,
                    Location.at(source.name(), entry.messageOffset()), "", "",
                    "damaged message: " + e.getMessage()), e);
        }
    }

    private void pieces() throws IOException {
        while (source.request(1)) {
            source.request(PIECE);
            int n = Math.min(PIECE, source.available());
            byte[] piece = Arrays.copyOfRange(source.buffer(), source.start(), source.start() + n);
            source.consume(n);
            json.writeStartObject();
            json.writeStringField(CritKeys.RAW, MessageWriter.base64(piece));
            json.writeEndObject();
        }
    }
}
