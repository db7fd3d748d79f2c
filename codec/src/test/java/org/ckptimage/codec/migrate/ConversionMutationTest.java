// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.RandomImages;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Severity;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;

/** An image that was tampered with is refused, or what comes out is valid; nothing else happens. */
class ConversionMutationTest {
    private static final int SEEDS = 57;
    private static final int HEADERS = 80;
    private static final int[] ODD = {0, 1, 2, 3, 7, 64, -1, Integer.MAX_VALUE, Integer.MIN_VALUE};

    /** A record by its place, with the page behind a SOCKET_FRAG. */
    private record Piece(RecordType type, int from, int length) {}

    @Test
    void changedBytes() throws IOException {
        Random random = new Random(11);
        int converted = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] image = Converted.composed(RandomImages.of(random.nextInt(SEEDS)));
            ByteOrderView order = Scanned.of(image).result().format().orElseThrow().order();
            for (int n = random.nextInt(3); n >= 0; n--) {
                int at = HEADERS + random.nextInt(image.length - HEADERS);
                if (random.nextBoolean()) {
                    image[at] = (byte) random.nextInt(256);
                } else {
                    order.putI32(image, Math.min(at & ~3, image.length - 4), ODD[random.nextInt(ODD.length)]);
                }
            }
            FormatVersion to = FormatVersion.values()[random.nextInt(FormatVersion.values().length)];
            converted += convert(image, to, order, "mutation " + i);
        }
        assertTrue(converted > 300, converted + " conversions");
    }

    @Test
    void movedObjects() throws IOException {
        Random random = new Random(12);
        int converted = 0;
        for (int i = 0; i < 900; i++) {
            byte[] image = Converted.composed(RandomImages.of(random.nextInt(SEEDS)));
            byte[] moved = move(image, random);
            Scanned scanned = Scanned.of(moved);
            if (scanned.hasError()) {
                continue;
            }
            for (FormatVersion to : FormatVersion.values()) {
                converted += convert(moved, to, scanned.result().format().orElseThrow().order(), "move " + i);
            }
        }
        assertTrue(converted > 200, converted + " conversions");
    }

    /** Takes a few records from an OBJREF on and puts them further to the front. */
    private static byte[] move(byte[] image, Random random) throws IOException {
        List<Piece> pieces = pieces(image);
        List<Integer> objects = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            if (pieces.get(i).type == RecordType.OBJREF) {
                objects.add(i);
            }
        }
        int first = objects.get(random.nextInt(objects.size()));
        int last = Math.min(pieces.size() - 1, first + 1 + random.nextInt(8));
        List<Piece> taken = List.copyOf(pieces.subList(first, last));
        pieces.subList(first, last).clear();
        pieces.addAll(Math.max(6, first - 1 - random.nextInt(random.nextBoolean() ? 6 : 40)), taken);
        ByteArrayOutputStream out = new ByteArrayOutputStream(image.length);
        pieces.forEach(p -> out.write(image, p.from, p.length));
        return out.toByteArray();
    }

    private static List<Piece> pieces(byte[] image) throws IOException {
        List<Piece> pieces = new ArrayList<>();
        try (ByteSource source = new ByteSource(new ByteArrayInputStream(image), "image")) {
            ImageFormat format = FormatDetector.detect(source, ReadLimits.standard());
            FrameReader reader = new FrameReader(source, format.order(), format.version(),
                    ReadLimits.standard());
            while (reader.next()) {
                RecordType type = reader.frame().type();
                int behind = type == RecordType.SOCKET_FRAG ? FrameReader.RAW_PAGE : 0;
                pieces.add(new Piece(type, (int) reader.frame().offset(),
                        (int) reader.frame().length() + behind));
            }
        }
        return pieces;
    }

    private static int convert(byte[] image, FormatVersion to, ByteOrderView order, String where)
            throws IOException {
        try {
            byte[] result = Converted.of(image, to, order).image();
            List<String> errors = Scanned.of(result).findings().stream()
                    .filter(f -> f.severity() == Severity.ERROR).map(Finding::text).toList();
            assertEquals(List.of(), errors, where + " to " + to);
            return 1;
        } catch (ImageException e) {
            return 0;
        }
    }
}
