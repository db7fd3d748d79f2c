// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.Cred;
import org.ckptimage.formats.record.Record;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageReaderTest {
    private static final byte[] IMAGE = ImageFiles.bytes("real/caps.ckpt");

    @Test
    void givesRecordsWithTheirOffsets() throws IOException {
        List<Located<Record>> records = new ArrayList<>();
        try (ImageReader reader = open(IMAGE)) {
            assertEquals(FormatVersion.V19, reader.format().version());
            for (Optional<Located<Record>> next = reader.next(); next.isPresent(); next = reader.next()) {
                records.add(next.get());
            }
        }
        assertEquals(98, records.size());
        assertEquals(0, records.get(0).offset());
        assertEquals(Optional.of(RecordType.HEADER), records.get(0).value().type());
        assertEquals(Optional.of(RecordType.TAIL), records.get(97).value().type());
        Cred cred = (Cred) records.stream().map(Located::value).filter(r -> r instanceof Cred).findFirst()
                .orElseThrow();
        assertEquals(1000, cred.uid());
    }

    @Test
    void readsFilesAndChannels(@TempDir Path directory) throws IOException {
        Path file = Files.write(directory.resolve("caps.ckpt"), IMAGE);
        assertEquals(98, count(ImageReader.open(ByteSource.of(file), ReadLimits.standard())));
        assertEquals(98, count(ImageReader.open(ByteSource.of(
                Channels.newChannel(new ByteArrayInputStream(IMAGE)), "channel"), ReadLimits.standard())));
    }

    @Test
    void refusesWhatIsNoImage() {
        ImageException refused = assertThrows(ImageException.class, () -> open(new byte[100]));
        assertEquals(Rule.CKS001, refused.finding().rule());
        assertTrue(refused.getMessage().startsWith("image:0x0: error[CKS001]"), refused.getMessage());
    }

    private static ImageReader open(byte[] bytes) throws IOException {
        ByteSource source = new ByteSource(new ByteArrayInputStream(bytes), "image");
        return ImageReader.open(source, ReadLimits.standard());
    }

    private static int count(ImageReader reader) throws IOException {
        int records = 0;
        try (reader) {
            while (reader.advance()) {
                records++;
            }
        }
        return records;
    }
}
