// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.io.ByteSource;

/** Images as JSON and back, in memory. */
final class Documents {
    static final JsonFactory JSON = new JsonFactory()
            .enable(JsonGenerator.Feature.STRICT_DUPLICATE_DETECTION);

    private Documents() {}

    static String of(byte[] image, DocumentWriter.Shape shape, Pages pages) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (JsonGenerator json = JSON.createGenerator(out)) {
            if (shape == DocumentWriter.Shape.OBJECT) {
                json.useDefaultPrettyPrinter();
            } else {
                json.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
            }
            new DocumentWriter(json, new DocumentWriter.Options(shape, pages, "test", "test.ckpt"))
                    .write(new ByteSource(new ByteArrayInputStream(image), "test.ckpt"),
                            ReadLimits.standard());
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    static byte[] image(String document, Optional<PageSource> references) throws IOException {
        return image(document.getBytes(StandardCharsets.UTF_8), references);
    }

    static byte[] image(byte[] document, Optional<PageSource> references) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        DocumentText text = new DocumentText(new ByteArrayInputStream(document), "test.json", 1 << 22);
        try (JsonParser parser = new JsonFactory().createParser(text)) {
            new DocumentReader(parser, text, ReadLimits.standard(), references).copy(out);
        }
        return out.toByteArray();
    }

    static byte[] image(String document) throws IOException {
        return image(document, Optional.empty());
    }
}
