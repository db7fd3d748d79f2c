// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.util.Locale;
import java.util.Optional;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.Compression;
import org.ckptimage.codec.json.Pages;
import org.ckptimage.formats.FormatVersion;

/**
 * What a conversion is to give.
 *
 * @param target form of the result; empty for what the name of the output says
 * @param version layout of the image; empty for that of the input
 * @param order byte order of the image; empty for that of the input
 * @param compression of the output; empty for none
 * @param pages how pages stand in a document, and whether those outside of one are read
 * @param sharing what happens to objects that are equal
 * @param carefulness what happens if not everything can be carried over
 */
public record ConvertPlan(Optional<Target> target, Optional<FormatVersion> version,
        Optional<ByteOrderView> order, Optional<Compression> compression, Pages pages, Sharing sharing,
        Carefulness carefulness) {

    /** What happens to equal objects. */
    public enum Sharing { AS_IS, MERGE_EQUAL }

    /** What happens to meaning that the result cannot have, or that it must have and the input lacks. */
    public enum Carefulness { LISTS_LOSSES, REFUSES_LOSSES }

    /** Words of {@code --to}. */
    public enum Target {
        CKPT, JSON, JSONL, YAML;

        /** The notation; empty for an image. */
        public Optional<TextForm> form() {
            return this == CKPT ? Optional.empty() : Optional.of(TextForm.valueOf(name()));
        }

        /** What the name of an output says; {@code otherwise} if it says nothing. */
        public static Target ofName(String name, Target otherwise) {
            String lower = name.toLowerCase(Locale.ROOT);
            Optional<Compression> compression = compression(lower);
            String plain = compression.isEmpty() ? lower : lower.substring(0, lower.lastIndexOf('.'));
            int dot = plain.lastIndexOf('.');
            return switch (dot < 0 ? "" : plain.substring(dot + 1)) {
                case "json" -> JSON;
                case "jsonl", "ndjson" -> JSONL;
                case "yaml", "yml" -> YAML;
                case "ckpt", "img" -> CKPT;
                default -> otherwise;
            };
        }
    }

    /** The compression that the name of an output asks for. */
    public static Optional<Compression> compression(String name) {
        for (Compression compression : Compression.values()) {
            if (name.toLowerCase(Locale.ROOT).endsWith("." + compression.label())) {
                return Optional.of(compression);
            }
        }
        return Optional.empty();
    }
}
