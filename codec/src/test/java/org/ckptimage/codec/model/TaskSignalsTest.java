// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Signals of tasks, in both byte orders. */
class TaskSignalsTest {
    /** Writes other signals over those of the first task. */
    private static void edit(ScanView view, ByteBuffer bytes) {
        int at = (int) view.frame().offset();
        if (view.frame().type() == RecordType.TASK) {
            bytes.putInt(at + view.layout().field("exit_signal").offset(), 10);
            bytes.putInt(at + view.layout().field("pdeath_signal").offset(), 12);
        } else if (view.frame().type() == RecordType.SIGNAL_TASK) {
            bytes.putLong(at + 8, 0x8000_0000_0000_0401L);
        }
    }

    @ParameterizedTest
    @CsvSource({"good/v19-2010-02-22-x86_64.ckpt, LITTLE_ENDIAN",
            "good/v19-2010-02-22-ppc64.ckpt, BIG_ENDIAN"})
    void areReadFromTheirRecords(String name, String order) {
        byte[] image = ImageFiles.bytes(name);
        ByteBuffer bytes = ByteBuffer.wrap(image)
                .order(order.equals("BIG_ENDIAN") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Scanned.of(new ByteArrayInputStream(image.clone()), view -> edit(view, bytes));
        ModelBuilder builder = new ModelBuilder();
        Scanned.of(new ByteArrayInputStream(image), builder);
        assertEquals(new Task.Signals(10, 12, 0x8000_0000_0000_0401L), builder.image().tasks().get(0)
                .signals());
    }

    /** The seed had neither a parent death signal nor a mask. */
    @Test
    void thoseThatAVersionLacksAreNone() {
        ModelBuilder builder = new ModelBuilder();
        Scanned.of(new ByteArrayInputStream(ImageFiles.bytes("good/v14-creds-2009-05-x86_32.ckpt")), builder);
        assertEquals(0, builder.image().tasks().get(0).signals().pdeath());
    }
}
