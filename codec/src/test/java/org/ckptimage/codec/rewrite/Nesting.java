// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.Scanned;
import org.ckptimage.formats.RecordType;

/** Moves an object into another one, where historic writers do not put it but readers take it. */
final class Nesting {
    /** A record of an image. */
    private record Piece(RecordType type, byte[] bytes) {}

    private Nesting() {}

    /** Pulls the last GROUPINFO of the image in front of the main record of the second USER. */
    static byte[] pullIn(byte[] image) {
        List<Piece> pieces = pieces(image);
        int last = last(pieces, RecordType.GROUPINFO);
        List<Piece> moved = new ArrayList<>(pieces.subList(last - 1, last + 1));
        pieces.subList(last - 1, last + 1).clear();
        int user = 0;
        for (int seen = 0; seen < 2; user++) {
            seen += pieces.get(user).type() == RecordType.USER ? 1 : 0;
        }
        pieces.addAll(user - 1, moved);
        ByteArrayOutputStream out = new ByteArrayOutputStream(image.length);
        pieces.forEach(piece -> out.writeBytes(piece.bytes()));
        return out.toByteArray();
    }

    private static int last(List<Piece> pieces, RecordType type) {
        int at = pieces.size() - 1;
        while (pieces.get(at).type() != type) {
            at--;
        }
        return at;
    }

    private static List<Piece> pieces(byte[] image) {
        List<Piece> pieces = new ArrayList<>();
        Scanned.of(new ByteArrayInputStream(image), view -> {
            int from = (int) view.frame().offset();
            pieces.add(new Piece(view.frame().type(),
                    Arrays.copyOfRange(image, from, from + (int) view.frame().length())));
        });
        return pieces;
    }
}
