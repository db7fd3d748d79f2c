// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
    private static final Set<String> FORMAT = Set.of(Keys.VERSION, Keys.ARCH, Keys.BYTE_ORDER);
    private static final String ABSENT = "the document does not say this";

    private final Tokens tokens;
    private final ReadLimits limits;
    private final Optional<PageSource> references;

    /**
     * @param parser stands before the document
     * @param source what the parser reads
     * @param limits bounds on records that are held as a whole
     * @param references gives page contents outside of the document; empty if they are refused
     */
    public DocumentReader(JsonParser parser, DocumentText source, ReadLimits limits,
            Optional<PageSource> references) {
        this.tokens = new Tokens(parser, source);
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
        Head head = new Head();
        while (tokens.next() != JsonToken.END_OBJECT) {
            String key = tokens.text();
            if (!head.seen.add(key)) {
                throw wrong(key, "", Tokens.TWICE);
            }
            tokens.next();
            key(head, key, out);
        }
        for (String key : List.of(Keys.SCHEMA, Keys.FORMAT)) {
            if (!head.seen.contains(key)) {
                throw wrong(key, "", ABSENT);
            }
        }
        lines(head);
        head.frames.flush();
    }

    /** What is known of the document, and what its records go to. */
    private static final class Head {
        final Set<String> seen = new HashSet<>();
        FrameWriter frames;
        RecordReader records;
        boolean lines;
    }

    private void key(Head head, String key, OutputStream out) throws IOException {
        switch (key) {
            case Keys.SCHEMA -> schema();
            case Keys.TOOL_VERSION -> tokens.node();
            case Keys.FORMAT -> {
                Forms forms = new Forms(format());
                head.frames = new FrameWriter(out, forms.format().order());
                head.records = new RecordReader(tokens, forms, new PayloadParts(forms, references),
                        head.frames, limits);
            }
            case Keys.RECORDS -> records(head.records);
            default -> throw wrong(key, "", "a document has no such key");
        }
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
    private void lines(Head head) throws IOException {
        boolean whole = head.seen.contains(Keys.RECORDS);
        while (tokens.advance().isPresent()) {
            if (whole) {
                throw wrong("", "", "something follows the document");
            }
            head.records.record();
            head.lines = true;
        }
        if (!whole && !head.lines) {
            throw wrong(Keys.RECORDS, "", ABSENT);
        }
    }

    private void schema() throws IOException {
        if (!tokens.text().equals(Keys.SCHEMA_ID)) {
            throw wrong(Keys.SCHEMA, tokens.text(), "not a document of " + Keys.SCHEMA_ID);
        }
    }

    private ImageFormat format() throws IOException {
        Node node = tokens.node();
        Given given = new Given(tokens, "", node instanceof Node.Fields object ? object.fields() : Map.of());
        for (Map.Entry<String, Node> entry : given.fields().entrySet()) {
            if (!FORMAT.contains(entry.getKey())) {
                throw given.wrong(entry.getValue(), entry.getKey(), "format has no such key");
            }
        }
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
