// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.criu.model.NativeLosses;
import org.ckptimage.codec.criu.model.NativePlan;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.migrate.LossSink;
import org.ckptimage.codec.model.Image;

/** Makes a stream of records of a set of CRIU images that was read already. */
public final class FromCriu implements Step {
    private final Image image;
    private final String name;
    private final LossSink losses;

    /** @param name what the user calls the set */
    public FromCriu(Image image, String name, LossSink losses) {
        this.image = image;
        this.name = name;
        this.losses = losses;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        NativeLosses.report(image, name, losses);
        ImageComposer.write(NativePlan.of(image), out);
    }
}
