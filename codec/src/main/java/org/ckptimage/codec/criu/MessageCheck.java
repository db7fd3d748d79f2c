// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.HashSet;
import java.util.Set;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/**
 * Judges the messages of one image before they are parsed: whether they are messages at all (CKS020), have
 * the fields that CRIU requires (CKS020), are not made of too many pieces (CKS005), and what in them has no
 * name here (CKS016). A field is reported once for each file.
 */
public final class MessageCheck {
    /** As deep as the protobuf library parses; real messages have six levels. */
    private static final int MAX_DEPTH = 50;
    private static final int MAX_REPORTED = 64;

    private final String file;
    private final String type;
    private final int maxFields;
    private final FindingSink findings;
    private final Set<String> reported = new HashSet<>();
    private byte[] bytes;
    private long base;
    private int fieldCount;

    /**
     * @param file name of the image in findings
     * @param type name of its type
     * @param maxFields fields that one message may have
     */
    public MessageCheck(String file, String type, int maxFields, FindingSink findings) {
        this.file = file;
        this.type = type;
        this.maxFields = maxFields;
        this.findings = findings;
    }

    /**
     * Judges one message.
     *
     * @param descriptor of the class that its entry has
     * @throws ImageException CKS020 or CKS005: the message cannot be parsed
     */
    public void check(CriuEntry entry, Descriptor descriptor) throws ImageException {
        bytes = entry.message();
        base = entry.messageOffset();
        fieldCount = 0;
        walk(new WireFields(bytes, 0, bytes.length), descriptor, "", 0);
    }

    private void walk(WireFields fields, Descriptor descriptor, String path, int depth)
            throws ImageException {
        int start = fields.fieldStart();
        Set<Integer> seen = new HashSet<>();
        while (fields.next()) {
            fieldCount += 1 + packed(fields, descriptor);
            if (fieldCount > maxFields) {
                throw fail(Rule.CKS005, fields.fieldStart(), path, "more fields than the limit maxFields");
            }
            FieldDescriptor field = descriptor.findFieldByNumber(fields.number());
            if (field == null || !readable(field, fields.wireType())) {
                unknown(fields, path);
                continue;
            }
            seen.add(fields.number());
            if (field.getType() == FieldDescriptor.Type.MESSAGE) {
                nested(fields, field, path, depth);
            }
        }
        if (!fields.fault().isEmpty()) {
            throw fail(Rule.CKS020, fields.fieldStart(), path, "damaged message: " + fields.fault());
        }
        for (FieldDescriptor field : descriptor.getFields()) {
            if (field.isRequired() && !seen.contains(field.getNumber())) {
                once(Rule.CKS020, start, join(path, field.getName()), "required field is missing");
            }
        }
    }

    private void nested(WireFields fields, FieldDescriptor field, String path, int depth)
            throws ImageException {
        if (depth == MAX_DEPTH) {
            throw fail(Rule.CKS020, fields.fieldStart(), path, "messages nested too deep");
        }
        WireFields inner = new WireFields(bytes, fields.contentStart(), fields.contentEnd());
        walk(inner, field.getMessageType(), join(path, field.getName()), depth + 1);
    }

    /** A list of numbers may also be packed into one field. */
    private static boolean readable(FieldDescriptor field, int wireType) {
        return wireType == field.getLiteType().getWireType()
                || field.isPackable() && wireType == WireFields.BYTES;
    }

    /** Most numbers that a packed list can have. */
    private static int packed(WireFields fields, Descriptor descriptor) {
        FieldDescriptor field = descriptor.findFieldByNumber(fields.number());
        return field != null && field.isPackable() && fields.wireType() == WireFields.BYTES
                ? fields.contentEnd() - fields.contentStart() : 0;
    }

    private void unknown(WireFields fields, String path) {
        String name = join(path, Integer.toString(fields.number()));
        int length = fields.contentEnd() - fields.fieldStart();
        once(Rule.CKS016, fields.fieldStart(), name,
                "unknown field " + fields.number() + " of " + length + " bytes");
    }

    /** Not again for every message of a list. */
    private void once(Rule rule, int at, String field, String message) {
        if (reported.size() < MAX_REPORTED && reported.add(rule + field)) {
            findings.report(finding(rule, at, field, message));
        }
    }

    private static String join(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private ImageException fail(Rule rule, int at, String field, String message) {
        return new ImageException(finding(rule, at, field, message));
    }

    private Finding finding(Rule rule, int at, String field, String message) {
        return new Finding(rule, new Location(file, base + at, type, 0, field), "", "", message);
    }
}
