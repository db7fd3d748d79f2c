// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import org.ckptimage.formats.RecordType;

/** Lines that spoil an image: on its records first, on its bytes last. */
final class Edits {
    private final Pieces pieces;
    private byte[] whole;

    Edits(Pieces pieces) {
        this.pieces = pieces;
    }

    /** The image after all edits. */
    byte[] result() {
        return whole == null ? pieces.join() : whole;
    }

    void apply(RecipeLine line) {
        if (whole == null && records(line)) {
            return;
        }
        whole = result();
        switch (line.verb()) {
            case "truncate" -> whole = Arrays.copyOf(whole, (int) line.number(line.word(0)));
            case "cut" -> whole = Arrays.copyOf(whole, whole.length - (int) line.number(line.word(0)));
            case "append" -> {
                byte[] more = payload(line, 0);
                byte[] longer = Arrays.copyOf(whole, whole.length + more.length);
                System.arraycopy(more, 0, longer, whole.length, more.length);
                whole = longer;
            }
            case "poke" -> whole[(int) line.number(line.word(0))] = (byte) line.number(line.word(1));
            default -> throw line.error("no such line, or edit of a record after one of the whole");
        }
    }

    private boolean records(RecipeLine line) {
        List<byte[]> records = pieces.records;
        switch (line.verb()) {
            case "set" -> pieces.set(line, line.word(0), line.number(line.word(1)));
            case "entry" -> pieces.setEntry(line, (int) line.number(line.word(0)), line.word(1),
                    line.number(line.word(2)));
            case "byte" -> records.get(pieces.find(line, line.word(0)))[(int) line.number(line.word(1))] =
                    (byte) line.number(line.word(2));
            case "resize" -> resize(line);
            case "delete" -> records.remove(pieces.find(line, line.word(0)));
            case "duplicate" -> {
                int at = pieces.find(line, line.word(0));
                records.add(at + 1, records.get(at).clone());
            }
            case "swap" -> {
                int one = pieces.find(line, line.word(0));
                int two = pieces.find(line, line.word(1));
                byte[] record = records.get(one);
                records.set(one, records.get(two));
                records.set(two, record);
            }
            case "move" -> {
                byte[] record = records.get(pieces.find(line, line.word(0)));
                int target = target(line, 1);
                int from = records.indexOf(record);
                records.remove(from);
                records.add(from < target ? target - 1 : target, record);
            }
            case "insert" -> records.add(target(line, 0), record(line));
            case "nest" -> nest(line);
            default -> {
                return false;
            }
        }
        return true;
    }

    /** Puts many OBJREF records of one type in a row, with ids that rise. */
    private void nest(RecipeLine line) {
        int at = target(line, 0);
        int count = (int) line.number(line.word(2));
        for (int i = 0; i < count; i++) {
            byte[] objref = new byte[16];
            pieces.order.putI32(objref, 0, RecordType.OBJREF.code(pieces.version));
            pieces.order.putI32(objref, 4, objref.length);
            pieces.order.putI32(objref, 8, (int) line.number(line.word(3)));
            pieces.order.putI32(objref, 12, (int) line.number(line.word(4)) + i);
            pieces.records.add(at + i, objref);
        }
    }

    /** Changes the bytes of a record and its length. */
    private void resize(RecipeLine line) {
        int at = pieces.find(line, line.word(0));
        int length = (int) line.number(line.word(1));
        byte[] record = Arrays.copyOf(pieces.records.get(at), length);
        pieces.order.putI32(record, 4, length);
        pieces.records.set(at, record);
    }

    /** Place that {@code before X} or {@code after X} means, in words {@code from} and the next. */
    private int target(RecipeLine line, int from) {
        int at = pieces.find(line, line.word(from + 1));
        return line.word(from).equals("before") ? at : at + 1;
    }

    private byte[] record(RecipeLine line) {
        String type = line.word(2);
        boolean number = Character.isDigit(type.charAt(0));
        int code = number ? (int) line.number(type) : RecordType.valueOf(type).code(pieces.version);
        byte[] payload = payload(line, 3);
        byte[] record = new byte[8 + payload.length];
        pieces.order.putI32(record, 0, code);
        pieces.order.putI32(record, 4, record.length);
        System.arraycopy(payload, 0, record, 8, payload.length);
        return record;
    }

    /** Bytes from the words {@code i32=N}, {@code i64=N}, {@code text=T}, {@code hex=H}, {@code zero=N}. */
    private byte[] payload(RecipeLine line, int from) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String word : line.all().subList(from, line.all().size())) {
            int split = word.indexOf('=');
            String value = word.substring(split + 1);
            byte[] bytes = new byte[8];
            switch (word.substring(0, split)) {
                case "i32" -> {
                    pieces.order.putI32(bytes, 0, (int) line.number(value));
                    bytes = Arrays.copyOf(bytes, 4);
                }
                case "i64" -> pieces.order.putI64(bytes, 0, line.number(value));
                case "text" -> bytes = value.getBytes(StandardCharsets.UTF_8);
                case "hex" -> bytes = HexFormat.of().parseHex(value);
                case "zero" -> bytes = new byte[(int) line.number(value)];
                default -> throw line.error("no such kind of bytes");
            }
            out.writeBytes(bytes);
        }
        return out.toByteArray();
    }
}
