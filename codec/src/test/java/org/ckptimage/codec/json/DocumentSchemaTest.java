// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.json.DocumentWriter.Shape;
import org.junit.jupiter.api.Test;

/**
 * The shipped schema is what the layouts say, so names of fields cannot change unnoticed; with {@code
 * -Dschema.write=true} it is written anew. All documents follow it.
 */
class DocumentSchemaTest {
    private static final String RESOURCE = "image-1.schema.json";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static String generated() throws IOException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = Documents.JSON.createGenerator(text)) {
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            json.setPrettyPrinter(new DefaultPrettyPrinter().withObjectIndenter(lines));
            DocumentSchema.write(json);
        }
        return text + "\n";
    }

    private static String shipped() throws IOException {
        try (InputStream in = DocumentSchema.class.getResourceAsStream(RESOURCE)) {
            return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Test
    void theShippedSchemaIsTheGeneratedOne() throws IOException {
        if (Boolean.getBoolean("schema.write")) {
            Path folder = Files.createDirectories(
                    Path.of("src/main/resources/org/ckptimage/codec/json"));
            Files.writeString(folder.resolve(RESOURCE), generated());
            return;
        }
        assertEquals(generated(), shipped());
    }

    private static JsonSchema schema() throws IOException {
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(generated());
    }

    @Test
    void everyDocumentFollowsTheSchema() throws IOException {
        JsonSchema schema = schema();
        List<String> images = new ArrayList<>(ImageFiles.in("good"));
        images.addAll(ImageFiles.in("samples"));
        images.addAll(ImageFiles.in("bad"));
        int judged = 0;
        for (String image : images) {
            String document;
            try {
                document = Documents.of(ImageFiles.bytes(image), Shape.OBJECT, Pages.INLINE);
            } catch (ImageException e) {
                continue;
            }
            assertEquals(List.of(), List.copyOf(schema.validate(MAPPER.readTree(document))), image);
            judged++;
        }
        assertTrue(judged > 250, judged + " documents");
    }

    @Test
    void theSchemaRefusesWhatNoRecordHas() throws IOException {
        JsonSchema schema = schema();
        String document = Documents.of(ImageFiles.bytes("good/one.ckpt"), Shape.OBJECT, Pages.INLINE);
        for (String edit : List.of("\"euid\" : |\"effective\" : ", "\"type\" : \"CRED\"|\"type\" : \"CREED\"",
                "\"0x0\"|\"none\"")) {
            String[] parts = edit.split("\\|");
            String edited = document.replace(parts[0], parts[1]);
            assertFalse(edited.equals(document), edit);
            JsonNode tree = MAPPER.readTree(edited);
            assertFalse(schema.validate(tree).isEmpty(), edit);
        }
    }
}
