// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.criu.CriuMessage;
import org.ckptimage.codec.criu.checkpoint.UserNamespace;
import org.ckptimage.codec.criu.proto.UidGidExtent;
import org.ckptimage.codec.criu.proto.UsernsEntry;
import org.ckptimage.codec.model.IdMaps;

/**
 * Other id maps in a userns image.
 *
 * @param before what the image says
 * @param after what it is to say
 */
record MapChange(UserNamespace before, IdMaps after) implements ImageChange {
    MapChange {
        Objects.requireNonNull(before);
        Objects.requireNonNull(after);
    }

    /** True if nothing would change. */
    boolean none() {
        return patch().isEmpty();
    }

    @Override
    public Optional<byte[]> apply(byte[] userns) {
        return Optional.of(patch().apply(userns));
    }

    private MessagePatch patch() {
        MessagePatch patch = new MessagePatch();
        if (!before.uids().extents().equals(after.uids())) {
            map(patch, UsernsEntry.UID_MAP_FIELD_NUMBER, after.uids());
        }
        if (!before.gids().extents().equals(after.gids())) {
            map(patch, UsernsEntry.GID_MAP_FIELD_NUMBER, after.gids());
        }
        return patch;
    }

    private static void map(MessagePatch patch, int field, List<IdMaps.Extent> extents) {
        patch.set(field, out -> {
            for (IdMaps.Extent extent : extents) {
                byte[] bytes = CriuMessage.of(UidGidExtent.newBuilder().setFirst((int) extent.first())
                        .setLowerFirst((int) extent.lowerFirst()).setCount((int) extent.count()).build())
                        .bytes();
                out.writeByteArray(field, bytes);
            }
        });
    }
}
