// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import java.nio.ByteBuffer;
import java.util.Random;
import java.util.stream.Stream;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.Record;
import org.junit.jupiter.params.provider.Arguments;

/** Formats to test in, codecs by type, and random records. */
final class HotCodecs {
    private HotCodecs() {}

    static Stream<Arguments> formats() {
        return Stream.of(FormatVersion.values()).flatMap(version -> Stream.of(Abi.X86_64, Abi.X86_32)
                .flatMap(abi -> Stream.of(ByteOrderView.values()).map(o -> Arguments.of(version, abi, o))));
    }

    @SuppressWarnings("unchecked")
    static HotCodec<Record> of(RecordType type, FormatVersion version, Abi abi, ByteOrderView order) {
        HotCodec<? extends Record> codec = switch (type) {
            case TASK -> new TaskCodec(version, abi, order);
            case TASK_CREDS -> new TaskCredsCodec(version, order);
            case CRED -> new CredCodec(version, order);
            case USER -> new UserCodec(version, order);
            case USER_NS -> new UserNsCodec(version, order);
            case GROUPINFO -> new GroupinfoCodec(version, order);
            case OBJREF -> new ObjrefCodec(version, order);
            default -> throw new IllegalArgumentException(type.name());
        };
        return (HotCodec<Record>) codec;
    }

    /** Random bytes under the right record header; GROUPINFO gets a count that fits. */
    static byte[] random(RecordType type, FormatVersion version, ByteOrderView order, int length,
            Random random) {
        byte[] bytes = new byte[length];
        random.nextBytes(bytes);
        ByteBuffer buffer = ByteBuffer.wrap(bytes).order(order.order());
        buffer.putInt(0, type.code(version));
        buffer.putInt(4, length);
        if (type == RecordType.GROUPINFO) {
            buffer.putInt(8, random.nextInt((length - 12) / 4 + 1));
        }
        return bytes;
    }

    /** A length that a record may have: often the usual one. */
    static int length(HotCodec<Record> codec, RecordType type, Random random) {
        if (type == RecordType.GROUPINFO) {
            return 12 + random.nextInt(200);
        }
        return codec.minLength() + (random.nextBoolean() ? 0 : random.nextInt(24));
    }
}
