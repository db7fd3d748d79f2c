// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.OutputStream;
import java.util.List;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.graph.ObjrefAllocator;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.codec.migrate.source.Survey;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/** What all parts of one conversion share. */
final class Conversion {
    final ImageFormat source;
    final ImageFormat target;
    final RecordLayouts from;
    final RecordLayouts to;
    final Survey survey;
    final Ledger ledger;
    final ImageWriter image;

    Conversion(Survey survey, ImageFormat target, Ledger ledger, OutputStream out) {
        this.survey = survey;
        this.source = survey.format();
        this.target = target;
        this.from = new RecordLayouts(source.version(), source.abi());
        this.to = new RecordLayouts(target.version(), target.abi());
        this.ledger = ledger;
        this.image = new ImageWriter(out, target, ObjrefAllocator.byIdentity());
    }

    /** The format of the target: the architecture stays. */
    static ImageFormat format(ImageFormat source, FormatVersion version,
            ByteOrderView order) {
        return new ImageFormat(version, List.of(version), source.abi(), order);
    }

    /** True if the byte order changes. */
    boolean swaps() {
        return source.order() != target.order();
    }

    /** True if the target has such records. */
    boolean has(RecordType type) {
        return type.in(target.version());
    }

    /** True if the target is of the layouts before v18, and the source is not. */
    boolean toSeed() {
        return target.version().reconstructed() && !source.version().reconstructed();
    }

    /** True if the source is of the layouts before v18, and the target is not. */
    boolean fromSeed() {
        return source.version().reconstructed() && !target.version().reconstructed();
    }

    /** True if only the target is {@code version} or later. */
    boolean gains(FormatVersion version) {
        return target.version().since(version) && !source.version().since(version);
    }

    /** True if only the source is {@code version} or later. */
    boolean loses(FormatVersion version) {
        return source.version().since(version) && !target.version().since(version);
    }
}
