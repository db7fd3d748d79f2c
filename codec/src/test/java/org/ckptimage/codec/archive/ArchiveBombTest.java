// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.CriuCases;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.read.CheckpointReader;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.junit.jupiter.api.Test;

/** Archives that are far larger than they look. */
class ArchiveBombTest {
    private static final long GIB = 1L << 30;

    private final List<Finding> findings = new ArrayList<>();

    /** Zeros that were never all in memory. */
    private static byte[] zeros(long size, String name) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (TarArchiveOutputStream tar = new TarArchiveOutputStream(new ZstdOutputStream(packed))) {
            TarArchiveEntry entry = new TarArchiveEntry(name);
            entry.setSize(size);
            tar.putArchiveEntry(entry);
            byte[] piece = new byte[1 << 20];
            for (long left = size; left > 0; left -= piece.length) {
                tar.write(piece);
            }
            tar.closeArchiveEntry();
        }
        return packed.toByteArray();
    }

    @Test
    void bombStopsAtTheBudget() throws IOException {
        byte[] bomb = zeros(GIB, "checkpoint/pages-1.img");
        assertTrue(bomb.length < 200_000, bomb.length + " bytes");
        ImageException failed = assertThrows(ImageException.class, () -> CriuCases.read(bomb, findings));
        assertEquals(Rule.CKA003, failed.finding().rule());
        assertTrue(failed.finding().where().offset() < 256 << 20, failed.finding().text());
        ArchiveLimits small = new ArchiveLimits(1 << 20, Long.MAX_VALUE, GIB, 1 << 18, 1 << 20);
        CheckpointFiles files = CheckpointFiles.open(new ByteArrayInputStream(bomb), "set", small,
                findings::add);
        files.next();
        failed = assertThrows(ImageException.class, files::next);
        assertEquals(Rule.CKA003, failed.finding().rule());
        assertTrue(failed.finding().where().offset() < 2 << 20, failed.finding().text());
    }

    /** The content of a core image is looked at, whatever its length, and not kept. */
    @Test
    void hugeImagesAreNotHeld() throws IOException {
        byte[] bomb = zeros(GIB / 2, "checkpoint/core-1.img");
        ArchiveLimits wide = new ArchiveLimits(GIB, Long.MAX_VALUE, GIB, 1 << 18, 1 << 20);
        try (InputStream in = new ByteArrayInputStream(bomb)) {
            CheckpointFiles files = CheckpointFiles.open(in, "set", wide, findings::add);
            CriuCheckpoint set = CheckpointReader.read(files, CriuLimits.standard(), findings::add);
            assertTrue(set.processes().isEmpty());
        }
        assertEquals(Rule.CKS001, findings.get(0).rule());
    }
}
