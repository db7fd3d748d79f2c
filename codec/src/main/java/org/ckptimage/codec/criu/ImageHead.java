// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import java.io.IOException;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;

/**
 * How an image file begins. Files of version 1.1 but the inventory have a magic number in front of the one of
 * their type; files of version 1 have only that.
 *
 * @param prefix the first magic number
 * @param magic the magic number of the type, unsigned
 */
public record ImageHead(Prefix prefix, long magic) {
    private static final int WORD = 4;

    public ImageHead {
        Objects.requireNonNull(prefix);
    }

    /** The magic number in front of that of the type. */
    public enum Prefix {
        NONE(0),
        COMMON(0x54564319L),
        SERVICE(0x55105940L);

        private final long magic;

        Prefix(long magic) {
            this.magic = magic;
        }

        long magic() {
            return magic;
        }
    }

    /** The head that CRIU of today gives a file of this type. */
    public static ImageHead of(ImageType type) {
        return new ImageHead(type.prefix(), type.magic());
    }

    /**
     * Consumes the head of an image.
     *
     * @return empty, and nothing is consumed, if the source does not begin like an image: it is a raw one, is
     *     cut, or is no image at all
     */
    public static Optional<ImageHead> read(ByteSource source) throws IOException {
        if (!source.request(WORD)) {
            return Optional.empty();
        }
        long first = ByteOrderView.LITTLE.u32(source.buffer(), source.start());
        if (ImageType.ofMagic(first).isPresent()) {
            source.consume(WORD);
            return Optional.of(new ImageHead(Prefix.NONE, first));
        }
        for (Prefix prefix : Prefix.values()) {
            if (prefix != Prefix.NONE && prefix.magic == first && source.request(2 * WORD)) {
                long magic = ByteOrderView.LITTLE.u32(source.buffer(), source.start() + WORD);
                source.consume(2 * WORD);
                return Optional.of(new ImageHead(prefix, magic));
            }
        }
        return Optional.empty();
    }

    /** The type; empty for a magic number that is not known here. */
    public Optional<ImageType> type() {
        return ImageType.ofMagic(magic);
    }

    /** True where a set of version 1.1 begins a file of this type in another way. */
    public boolean oldForm() {
        return type().isPresent() && type().get().prefix() != prefix;
    }

    /** Bytes it takes. */
    public int length() {
        return prefix == Prefix.NONE ? WORD : 2 * WORD;
    }
}
