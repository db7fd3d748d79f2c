// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.migrate.LossSink;
import org.ckptimage.codec.migrate.VersionConverter;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.FormatVersion;

/** Writes an image in another version or byte order; what is not asked for stays as it is. */
final class ConvertVersion implements Step {
    private final Optional<FormatVersion> version;
    private final Optional<ByteOrderView> order;
    private final ScanSettings settings;
    private final LossSink losses;

    ConvertVersion(ConvertPlan plan, ScanSettings settings, LossSink losses) {
        this.version = plan.version();
        this.order = plan.order();
        this.settings = settings;
        this.losses = losses;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        ImageFormat format;
        try (ByteSource source = in.open()) {
            format = FormatDetector.detect(source, settings.limits());
            if (order.isPresent() && !order.get().isOf(format.abi())) {
                throw new ImageException(new Finding(Rule.CKS018, new Location(source.name(), 0, "HEADER", 0,
                        "arch_id"), order.get().word() + "-endian", "",
                        "no kernel of " + format.abi().kernelName() + " has this byte order"));
            }
        }
        new VersionConverter(version.orElse(format.version()), order.orElse(format.order()), settings, losses)
                .convert(in, out);
    }
}
