// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;

/** What extension records say reaches the objects they speak of. */
class ExtensionsTest {
    private static final byte[] IMAGE = ImageFiles.bytes("good/extensions.ckpt");
    /** {@code uflags} of HEADER. */
    private static final int FLAGS = 64;

    private static Image model(byte[] bytes) {
        ModelBuilder builder = new ModelBuilder();
        Scanned.of(new ByteArrayInputStream(bytes), builder);
        return builder.image();
    }

    @Test
    void areJoinedToTheirObjects() {
        Image image = model(IMAGE);
        Cred cred = image.creds().stream().filter(c -> c.ext().isPresent()).findFirst().orElseThrow();
        assertEquals(new Cred.Ext(OptionalLong.of(1), 0x400), cred.ext().orElseThrow());
        assertEquals(1, image.creds().stream().filter(c -> c.ext().isPresent()).count());
        assertEquals(List.of(OptionalLong.empty(), OptionalLong.of(2)),
                image.tasks().stream().map(Task::seccomp).toList());
        IdMaps maps = new IdMaps(OptionalLong.of(1), List.of(new IdMaps.Extent(0, 100000, 65536)),
                List.of(new IdMaps.Extent(0, 100000, 1000), new IdMaps.Extent(1000, 200000, 64536)));
        assertEquals(List.of(Optional.empty(), Optional.of(maps)),
                image.userNamespaces().stream().map(UserNs::maps).toList());
        assertEquals(List.of("host"), image.utsNamespaces().stream().map(UtsNs::nodename).toList());
    }

    @Test
    void mayStandAtTheEndOfTheImage() {
        List<byte[]> records = new ArrayList<>();
        List<byte[]> extensions = new ArrayList<>();
        byte[] end = IMAGE.clone();
        long[] tail = {0};
        Scanned.of(new ByteArrayInputStream(IMAGE), view -> {
            int at = (int) view.frame().offset();
            byte[] record = Arrays.copyOfRange(end, at, at + (int) view.frame().length());
            RecordType type = view.frame().type();
            if (type == RecordType.TAIL) {
                tail[0] = at;
                records.addAll(extensions);
            }
            (type.name().startsWith("EXT_") ? extensions : records).add(record);
        });
        ByteArrayOutputStream moved = new ByteArrayOutputStream();
        records.forEach(moved::writeBytes);
        assertEquals(IMAGE.length, moved.size());
        assertTrue(!Arrays.equals(IMAGE, moved.toByteArray()));
        Image image = model(moved.toByteArray());
        assertEquals(model(IMAGE).tasks().get(1).seccomp(), image.tasks().get(1).seccomp());
        assertEquals(model(IMAGE).creds().stream().map(Cred::ext).toList(),
                image.creds().stream().map(Cred::ext).toList());
        assertEquals(model(IMAGE).userNamespaces().stream().map(UserNs::maps).toList(),
                image.userNamespaces().stream().map(UserNs::maps).toList());
    }

    @Test
    void meanNothingWithoutTheirFlag() {
        byte[] bytes = IMAGE.clone();
        assertEquals((byte) 0x80, bytes[FLAGS + 3], "the flag is where this test thinks");
        bytes[FLAGS + 3] = 0;
        Image image = model(bytes);
        assertTrue(image.creds().stream().allMatch(cred -> cred.ext().isEmpty()));
        assertTrue(image.tasks().stream().allMatch(task -> task.seccomp().isEmpty()));
    }

    @Test
    void mayClaimMoreExtentsThanThereAre() {
        byte[] bytes = IMAGE.clone();
        int[] at = {0};
        Scanned.of(new ByteArrayInputStream(IMAGE), view -> at[0] =
                view.frame().type() == RecordType.EXT_USER_NS_MAP ? (int) view.frame().offset() : at[0]);
        Arrays.fill(bytes, at[0] + 16, at[0] + 24, (byte) 0xff);
        IdMaps maps = model(bytes).userNamespaces().get(1).maps().orElseThrow();
        assertEquals(3, maps.uids().size() + maps.gids().size());
    }
}
