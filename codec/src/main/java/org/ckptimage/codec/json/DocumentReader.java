// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.frame.FrameWriter;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/**
 * Writes the image that a document describes: one object, or one for each record behind a first one. What the
 * records say is not judged; fields that are left out are 0.
 */
public final class DocumentReader {
    private final Tokens tokens;
    private final ReadLimits limits;
    private final Optional<PageSource> references;

    /**
     * @param parser stands before the document, in UTF-8
     * @param file name of the document in findings
     * @param limits bounds on records that are held as a whole
     * @param references gives page contents outside of the document; empty if they are refused
     */
    public DocumentReader(JsonParser parser, String file, ReadLimits limits,
            Optional<PageSource> references) {
        this.tokens = new Tokens(parser, file);
        this.limits = limits;
        this.references = references;
    }

    /**
     * Writes the image.
     *
     * @param out flushed, not closed
     * @throws ImageException CKS019 if the document is not what the schema says
     */
    public void copy(OutputStream out) throws IOException {
        if (tokens.advance().orElse(null) != JsonToken.START_OBJECT) {
            throw wrong(Keys.SCHEMA, "", "not a document of " + Keys.SCHEMA_ID);
        }
        RecordReader records = null;
        boolean schema = false;
        boolean lines = true;
        FrameWriter frames = null;
        while (tokens.next() != JsonToken.END_OBJECT) {
            String key = tokens.text();
            tokens.next();
            switch (key) {
                case Keys.SCHEMA -> schema = schema();
                case Keys.TOOL_VERSION -> tokens.node();
                case Keys.FORMAT -> {
                    Forms forms = new Forms(format());
                    frames = new FrameWriter(out, forms.format().order());
                    records = new RecordReader(tokens, forms, new PayloadParts(forms, references), frames,
                            limits);
                }
                case Keys.RECORDS -> {
                    records(records);
                    lines = false;
                }
                default -> throw wrong(key, "", "a document has no such key");
            }
        }
        if (!schema || records == null) {
            throw wrong(schema ? Keys.FORMAT : Keys.SCHEMA, "", "the document does not say this");
        }
        lines(records, lines);
        frames.flush();
    }

    private void records(RecordReader records) throws IOException {
        if (records == null) {
            throw wrong(Keys.RECORDS, "", "format stands before the records");
        }
        if (tokens.current() != JsonToken.START_ARRAY) {
            throw wrong(Keys.RECORDS, "", "records are an array");
        }
        while (tokens.next() != JsonToken.END_ARRAY) {
            records.record();
        }
    }

    /** What follows the first object: records if it had none, else nothing. */
    private void lines(RecordReader records, boolean expected) throws IOException {
        while (tokens.advance().isPresent()) {
            if (!expected) {
                throw wrong("", "", "something follows the document");
            }
            records.record();
        }
    }

    private boolean schema() throws IOException {
        if (!tokens.text().equals(Keys.SCHEMA_ID)) {
            throw wrong(Keys.SCHEMA, tokens.text(), "not a document of " + Keys.SCHEMA_ID);
        }
        return true;
    }

    private ImageFormat format() throws IOException {
        Node node = tokens.node();
        Given given = new Given(tokens, "", node instanceof Node.Fields object ? object.fields() : Map.of());
        Node label = field(given, node, Keys.VERSION);
        FormatVersion version = FormatVersion.ofLabel(label.kind())
                .orElseThrow(() -> given.wrong(label, Keys.VERSION, "no layout has this label"));
        Node arch = field(given, node, Keys.ARCH);
        Abi abi = Arrays.stream(Abi.values())
                .filter(a -> a.kernelName().equals(arch.kind()) && a.archId(version) >= 0).findFirst()
                .orElseThrow(() -> given.wrong(arch, Keys.ARCH, version.label()
                        + " has no such architecture"));
        Node word = field(given, node, Keys.BYTE_ORDER);
        ByteOrderView order = Arrays.stream(ByteOrderView.values())
                .filter(o -> o.word().equals(word.kind())).findFirst()
                .orElseThrow(() -> given.wrong(word, Keys.BYTE_ORDER, "neither little nor big"));
        return new ImageFormat(version, List.of(version), abi, order);
    }

    private static Node field(Given given, Node format, String key) throws IOException {
        Node node = given.fields().get(key);
        if (node == null) {
            throw given.wrong(format, key, "format has version, arch and byte_order");
        }
        return node;
    }

    private ImageException wrong(String field, String got, String message) {
        return tokens.wrong(new Location(tokens.file(), tokens.at(), "", 0, field), got, message);
    }
}
