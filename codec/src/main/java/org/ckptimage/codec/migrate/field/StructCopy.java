// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.field;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * Copies a struct field by field, by name. Record header, padding and trailing arrays are left to the caller;
 * of the members of a union the first one is copied, since all of a union have the same width.
 */
public final class StructCopy {
    private static final Set<String> HEADER = Set.of("h.type", "h.len", "common.h.type", "common.h.len");
    /** What the kernel keeps in network order and stores as it is, outside of socket addresses. */
    private static final Set<String> NETWORK = Set.of("daddr", "rcv_saddr", "saddr", "dport", "sport");
    private static final String SIGNAL_SET = "sigset";
    private static final String LIMITS = "rlim";

    /** A field of the source and its place; null if the target has none. */
    private record Move(FieldLayout from, FieldLayout to) {}

    private final Shape source;
    private final Shape target;
    private final List<Move> moves = new ArrayList<>();

    /**
     * @param elsewhere fields of the source that the caller sees to
     */
    public StructCopy(Shape source, Shape target, Set<String> elsewhere) {
        this.source = source;
        this.target = target;
        StructLayout layout = source.layout();
        int covered = 0;
        for (FieldLayout field : layout.fields()) {
            boolean union = field.offset() < covered;
            covered = Math.max(covered, field.end());
            boolean special = HEADER.contains(field.name()) || field.isPadding() || field.count() == 0;
            if (!union && !special && !elsewhere.contains(field.name())) {
                boolean there = target.layout().has(field.name());
                moves.add(new Move(field, there ? target.layout().field(field.name()) : null));
            }
        }
    }

    /** Copies one struct; what has no place goes to {@code leftovers}. */
    public void copy(Place from, Place to, Leftovers leftovers) {
        for (Move move : moves) {
            if (move.to == null) {
                missing(move.from, from, leftovers);
            } else if (FieldBytes.opaque(move.from)) {
                opaque(move, from, to, leftovers);
            } else {
                numbers(move, from, to, leftovers);
            }
        }
    }

    private void missing(FieldLayout field, Place from, Leftovers leftovers) {
        int at = from.at() + field.offset();
        if (anything(from.bytes(), at, field.size() * field.count())) {
            leftovers.left(field, text(field, from.bytes(), at), Leftovers.Cause.NO_FIELD);
        }
    }

    private void opaque(Move move, Place from, Place to, Leftovers leftovers) {
        int length = move.from.size() * move.from.count();
        int fits = Math.min(length, move.to.size() * move.to.count());
        int at = from.at() + move.from.offset();
        int out = to.at() + move.to.offset();
        System.arraycopy(from.bytes(), at, to.bytes(), out, fits);
        int word = word(move.from);
        if (word > 1 && source.order() != target.order()) {
            Words.reverse(to.bytes(), out, fits, word);
        }
        if (anything(from.bytes(), at + fits, length - fits)) {
            leftovers.left(move.from, text(move.from, from.bytes(), at), Leftovers.Cause.TOO_SMALL);
        }
    }

    /** Bytes of the integers that an opaque field is made of. */
    private int word(FieldLayout field) {
        String last = last(field);
        if (last.equals(SIGNAL_SET)) {
            return source.word();
        }
        return last.equals(LIMITS) ? Long.BYTES : 1;
    }

    private static String last(FieldLayout field) {
        return field.name().substring(field.name().lastIndexOf('.') + 1);
    }

    private void numbers(Move move, Place from, Place to, Leftovers leftovers) {
        ByteOrderView read = FieldBytes.order(source.order(), move.from);
        ByteOrderView write = NETWORK.contains(move.from.name()) ? read
                : FieldBytes.order(target.order(), move.to);
        for (int i = 0; i < move.from.count(); i++) {
            int at = from.at() + move.from.offset() + i * move.from.size();
            long value = FieldBytes.number(read, move.from, from.bytes(), at);
            boolean fits = i < move.to.count() && fits(move, value);
            if (i < move.to.count()) {
                FieldBytes.number(write, move.to, value, to.bytes(),
                        to.at() + move.to.offset() + i * move.to.size());
            }
            if (!fits && value != 0) {
                leftovers.left(move.from, text(move.from, value), Leftovers.Cause.TOO_SMALL);
            }
        }
    }

    /** A field of the same size holds every value, if perhaps under another sign. */
    private static boolean fits(Move move, long value) {
        if (move.to.size() >= move.from.size()) {
            return true;
        }
        int spare = Long.SIZE - Byte.SIZE * move.to.size();
        boolean signed = move.to.kind() == FieldLayout.Kind.SIGNED;
        return value == (signed ? value << spare >> spare : value << spare >>> spare);
    }

    private String text(FieldLayout field, byte[] bytes, int from) {
        boolean scalar = !FieldBytes.opaque(field) && field.count() == 1;
        return scalar ? text(field, FieldBytes.number(FieldBytes.order(source.order(), field), field, bytes,
                from)) : field.size() * field.count() + " bytes";
    }

    private static String text(FieldLayout field, long value) {
        return switch (field.display()) {
            case HEX, FLAGS, CAPS -> "0x" + Long.toHexString(value);
            case OCTAL -> "0" + Long.toOctalString(value);
            case PLAIN, REF, TEXT -> field.kind() == FieldLayout.Kind.SIGNED ? Long.toString(value)
                    : Long.toUnsignedString(value);
        };
    }

    private static boolean anything(byte[] bytes, int from, int length) {
        for (int i = from; i < from + length; i++) {
            if (bytes[i] != 0) {
                return true;
            }
        }
        return false;
    }
}
