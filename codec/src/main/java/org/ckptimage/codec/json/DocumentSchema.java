// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import static org.ckptimage.codec.json.Schemas.anyOf;
import static org.ckptimage.codec.json.Schemas.array;
import static org.ckptimage.codec.json.Schemas.closed;
import static org.ckptimage.codec.json.Schemas.of;
import static org.ckptimage.codec.json.Schemas.oneOf;
import static org.ckptimage.codec.json.Schemas.ref;
import static org.ckptimage.codec.json.Schemas.type;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/**
 * The JSON Schema of documents, made from the layouts of all versions. It describes what {@link
 * DocumentWriter} writes; {@link DocumentReader} also takes numbers in the other notations, and records with
 * fields left out.
 */
public final class DocumentSchema {
    private static final String RESOURCE = "image-1.schema.json";
    private static final String BASE64 = "base64";
    private static final String DECIMAL = "decimal";
    private static final String HEXADECIMAL = "hexadecimal";

    private DocumentSchema() {}

    /** The schema as it is shipped, in UTF-8. */
    public static InputStream open() {
        return Objects.requireNonNull(DocumentSchema.class.getResourceAsStream(RESOURCE));
    }

    /** Writes the schema; flushes nothing and closes nothing. */
    public static void write(JsonGenerator json) throws IOException {
        Map<String, Object> schema = of("$schema", "https://json-schema.org/draft/2020-12/schema",
                "$id", "urn:ckpt-image:image:1", "title", "A checkpoint image as text");
        schema.putAll(closed(of(Keys.SCHEMA, of("const", Keys.SCHEMA_ID), Keys.TOOL_VERSION, type("string"),
                Keys.FORMAT, format(), Keys.RECORDS, array(ref("record"))),
                Keys.SCHEMA, Keys.FORMAT, Keys.RECORDS));
        schema.put("$defs", definitions());
        JsonTree.write(json, schema);
    }

    private static Map<String, Object> format() {
        return closed(of(
                Keys.VERSION, oneOf(Stream.of(FormatVersion.values()).map(FormatVersion::label)),
                Keys.ARCH, oneOf(Stream.of(Abi.values()).map(Abi::kernelName)),
                Keys.BYTE_ORDER, oneOf(Stream.of("little", "big"))),
                Keys.VERSION, Keys.ARCH, Keys.BYTE_ORDER);
    }

    private static Map<String, Object> definitions() {
        SchemaStructs structs = new SchemaStructs();
        Map<String, Object> all = scalars();
        all.put("slack", array(closed(of(Keys.AT, ref(DECIMAL), Keys.VALUE, ref(DECIMAL)), Keys.AT,
                Keys.VALUE)));
        all.put("semaphore", closed(of("semval", ref(DECIMAL), "sempid", ref(DECIMAL))));
        all.put("pid", closed(of(Keys.DEPTH, ref(DECIMAL), Keys.NUMBERS, array(ref(DECIMAL))),
                Keys.NUMBERS));
        for (String struct : structs.elements()) {
            Map<String, Object> properties = structs.properties(struct);
            properties.put(Keys.SLACK, ref("slack"));
            all.put(struct, closed(properties));
        }
        all.put("record", record());
        for (RecordType type : RecordType.values()) {
            all.put(type.name(), closed(body(type, structs)));
        }
        return all;
    }

    private static Map<String, Object> scalars() {
        Map<String, Object> base64 = of("type", "string", "contentEncoding", "base64");
        Map<String, Object> text = anyOf(type("string"), closed(of(Keys.HEX, ref("bytes")), Keys.HEX));
        text.put("description", "Text up to its NUL; its bytes if it is none.");
        Map<String, Object> pieces = anyOf(base64, array(base64));
        pieces.put("description", "Bytes; those of a long payload in pieces.");
        return of(DECIMAL, number("^-?[0-9]+$", "A number; text where 53 bits do not hold it."),
                HEXADECIMAL, number("^0x[0-9a-f]+$", "Addresses and sets of bits."),
                "octal", number("^0[0-7]*$", "File modes."),
                "bytes", of("description", "Bytes as hexadecimal digits.", "type", "string",
                        "pattern", "^([0-9a-f]{2})*$"),
                "text", text, BASE64, pieces,
                "name_or_number", anyOf(oneOf(Stream.of(ObjType.values()).map(Enum::name)), ref(DECIMAL)));
    }

    private static Map<String, Object> number(String pattern, String description) {
        return of("description", description, "type", List.of("integer", "string"), "pattern", pattern);
    }

    /** The type of a record says what else is in it. */
    private static Map<String, Object> record() {
        List<Object> bodies = Arrays.stream(RecordType.values()).<Object>map(type -> of(
                "if", of("properties", of(Keys.TYPE, of("const", type.name()))),
                "then", ref(type.name()),
                "else", true)).toList();
        return of("type", "object", "required", List.of(Keys.TYPE), "properties", of(Keys.TYPE,
                anyOf(oneOf(Stream.of(RecordType.values()).map(Enum::name)), type("integer"))),
                "allOf", bodies);
    }

    private static Map<String, Object> body(RecordType type, SchemaStructs structs) {
        Map<String, Object> body = of(Keys.TYPE, of("const", type.name()), Keys.LEN, ref(DECIMAL),
                Keys.DATA, ref(BASE64));
        if (!type.struct().isEmpty()) {
            body.putAll(structs.properties(type.name()));
            body.put(Keys.SLACK, ref("slack"));
            body.put(Keys.TRAILING, ref(BASE64));
        }
        if (type == RecordType.BUFFER || type == RecordType.STRING || type == RecordType.FILE_NAME) {
            body.put(Keys.TEXT, type("string"));
            body.put(Keys.SIZE, type("integer"));
        }
        if (type == RecordType.BUFFER) {
            body.putAll(buffer());
        } else if (type == RecordType.NETDEV_ADDR) {
            body.put(Keys.ADDRS, array(ref("ckpt_netdev_addr")));
        } else if (type == RecordType.SOCKET_FRAG) {
            body.put(Keys.PAGE, ref(BASE64));
        }
        return body;
    }

    private static Map<String, Object> buffer() {
        return of(Keys.ENTRIES, array(anyOf(ref("ckpt_pids"), ref("ckpt_task_pids"))),
                Keys.PIDS, array(ref("pid")), Keys.NUMBERS, array(ref(DECIMAL)),
                Keys.AUXV, array(ref(HEXADECIMAL)), Keys.ADDRESSES, array(ref(HEXADECIMAL)),
                Keys.SEMAPHORES, array(ref("semaphore")), Keys.ITEMS, array(ref("ckpt_eventpoll_item")),
                Keys.PAGES, ref(BASE64),
                Keys.REF, closed(of(Keys.FILE, type("string"), Keys.OFFSET, type("integer"),
                        Keys.LENGTH, type("integer")), Keys.FILE, Keys.OFFSET, Keys.LENGTH));
    }
}
