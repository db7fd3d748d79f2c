// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.IOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.codec.migrate.field.Draft;
import org.ckptimage.codec.migrate.field.Place;
import org.ckptimage.codec.migrate.field.Shape;
import org.ckptimage.codec.migrate.field.SiginfoCopy;
import org.ckptimage.codec.migrate.field.StructCopy;
import org.ckptimage.codec.migrate.field.Words;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.codec.record.Padding;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;
import org.ckptimage.formats.record.Slack;

/** Struct records, field by field; the array behind some of them, element by element. */
final class StructRewrite {
    private static final int GROUPS_AT = 12;

    /** What is worked out once for a struct. */
    private record Plan(StructLayout from, StructLayout to, Padding padding, StructCopy fields) {}

    private final Conversion conversion;
    private final Draft draft;
    private final Map<StructLayout, Plan> plans = new HashMap<>();
    private final StructCopy action;
    private final SiginfoCopy siginfo;
    private final int actionSize;
    private final int fromInfo;
    private final int toInfo;

    StructRewrite(Conversion conversion) {
        this.conversion = conversion;
        this.draft = new Draft(conversion.target.order());
        this.action = new StructCopy(source("ckpt_sigaction"), target("ckpt_sigaction"), Set.of());
        this.siginfo = new SiginfoCopy(source("ckpt_siginfo"), target("ckpt_siginfo"));
        this.actionSize = source("ckpt_sigaction").layout().size();
        this.fromInfo = source("ckpt_siginfo").layout().size();
        this.toInfo = target("ckpt_siginfo").layout().size();
    }

    /** A struct as the source has it. */
    Shape source(String struct) {
        return source(conversion.from.named(struct).orElseThrow());
    }

    /** A struct as the target has it. */
    Shape target(String struct) {
        return target(conversion.to.named(struct).orElseThrow());
    }

    private Shape source(StructLayout struct) {
        return new Shape(struct, conversion.source.order(), conversion.source.abi().wordSize());
    }

    private Shape target(StructLayout struct) {
        return new Shape(struct, conversion.target.order(), conversion.target.abi().wordSize());
    }

    /** True if both versions know the struct of the record at hand. */
    boolean knows(Frame frame) {
        return conversion.from.of(frame).flatMap(conversion.to::like).isPresent();
    }

    /** Copies the record at hand. */
    void copy(Feed feed) throws IOException {
        copy(feed, Set.of());
    }

    /** Copies the record at hand except some fields; the same for every record of a type. */
    void copy(Feed feed, Set<String> without) throws IOException {
        write(draft(feed, without));
    }

    /** Writes a draft. */
    void write(Draft record) throws IOException {
        conversion.image.frames().record(record.bytes(), 0, record.length());
    }

    /**
     * The record at hand as the target has it, open to changes until the next draft.
     *
     * @param elsewhere fields that the caller sees to; the same for every record of a type
     */
    Draft draft(Feed feed, Set<String> elsewhere) {
        Frame frame = feed.frame();
        Plan plan = plans.computeIfAbsent(conversion.from.of(frame).orElseThrow(),
                from -> plan(from, elsewhere));
        Place record = whole(frame, plan.from.size());
        int length = (int) frame.length();
        int extra = extra(feed, plan, length);
        draft.start(plan.to, frame.type().code(conversion.target.version()), plan.to.size() + extra);
        plan.fields.copy(record, new Place(draft.bytes(), 0), conversion.ledger.fields());
        if (frame.type() == RecordType.GROUPINFO) {
            groups(record, length);
            return draft;
        }
        slack(plan, record, extra > 0 ? plan.from.size() : length);
        if (extra > 0) {
            trailing(frame.type(), new Place(record.bytes(), record.at() + plan.from.size()),
                    new Place(draft.bytes(), plan.to.size()), length - plan.from.size());
        }
        return draft;
    }

    private Plan plan(StructLayout from, Set<String> elsewhere) {
        StructLayout to = conversion.to.like(from).orElseThrow();
        return new Plan(from, to, Padding.of(from), new StructCopy(source(from), target(to), elsewhere));
    }

    /** The record, filled up with zeros if the source has less than its struct. */
    private static Place whole(Frame frame, int size) {
        if (frame.length() >= size) {
            return new Place(frame.bytes(), frame.base());
        }
        byte[] padded = Arrays.copyOfRange(frame.bytes(), frame.base(),
                frame.base() + (int) frame.length());
        return new Place(Arrays.copyOf(padded, size), 0);
    }

    /** Bytes of the target behind its struct. */
    private int extra(Feed feed, Plan plan, int length) {
        int behind = Math.max(0, length - plan.from.size());
        return switch (feed.frame().type()) {
            case SIGHAND, EXT_USER_NS_MAP -> behind;
            case THREAD -> conversion.source.abi().x86() ? behind : 0;
            case SIGPENDING -> behind / fromInfo * toInfo;
            case GROUPINFO -> Integer.BYTES * (int) feed.frame().get(plan.from.field("ngroups"));
            default -> 0;
        };
    }

    private void slack(Plan plan, Place record, int length) {
        Slack slack = plan.padding.read(record.bytes(), record.at(), Math.max(length, plan.from.size()));
        if (slack.count() > 0) {
            conversion.ledger.lost((long) slack.offset(0), "padding is not zero: cleared");
        } else if (slack.length() > 0) {
            conversion.ledger.lost((long) plan.from.size(), "bytes behind the struct: left out");
        }
    }

    /** The list starts inside the struct, in front of the padding at its end. */
    private void groups(Place record, int length) {
        FieldLayout ngroups = conversion.from.require(RecordType.GROUPINFO).field("ngroups");
        int count = conversion.source.order().i32(record.bytes(), record.at() + ngroups.offset());
        int list = Integer.BYTES * count;
        System.arraycopy(record.bytes(), record.at() + GROUPS_AT, draft.bytes(), GROUPS_AT, list);
        if (conversion.swaps()) {
            Words.reverse(draft.bytes(), GROUPS_AT, list, Integer.BYTES);
        }
        for (int at = GROUPS_AT + list; at < length; at++) {
            if (record.bytes()[record.at() + at] != 0) {
                conversion.ledger.lost((long) at, "bytes behind the last group are not zero: cleared");
                return;
            }
        }
        if (length > draft.length()) {
            conversion.ledger.lost((long) draft.length(), "bytes behind the last group: left out");
        }
    }

    private void trailing(RecordType type, Place from, Place to, int length) {
        if (type == RecordType.SIGHAND) {
            for (int i = 0; i + actionSize <= length; i += actionSize) {
                action.copy(new Place(from.bytes(), from.at() + i), new Place(to.bytes(), to.at() + i),
                        conversion.ledger.fields("action.", i));
            }
        } else if (type == RecordType.SIGPENDING) {
            for (int i = 0; i < length / fromInfo; i++) {
                siginfo.copy(new Place(from.bytes(), from.at() + i * fromInfo),
                        new Place(to.bytes(), to.at() + i * toInfo),
                        conversion.ledger.fields("siginfo.", conversion.from.require(type).size()
                                + (long) i * fromInfo));
            }
        } else {
            // extents of an id map are words of 32 bits; TLS descriptors lie as the processor wants them
            System.arraycopy(from.bytes(), from.at(), to.bytes(), to.at(), length);
            if (conversion.swaps() && type == RecordType.EXT_USER_NS_MAP) {
                Words.reverse(to.bytes(), to.at(), length, Integer.BYTES);
            }
        }
    }
}
