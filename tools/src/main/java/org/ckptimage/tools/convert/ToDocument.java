// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.json.DocumentWriter;
import org.ckptimage.codec.json.Pages;
import org.ckptimage.tools.ToolVersion;

/** Makes a document of an image. */
public final class ToDocument implements Step {
    private final TextForm form;
    private final Pages pages;
    private final ReadLimits limits;
    private final String image;

    /** @param image name of the image in references to its pages */
    public ToDocument(TextForm form, Pages pages, ReadLimits limits, String image) {
        this.form = form;
        this.pages = pages;
        this.limits = limits;
        this.image = image;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        try (ByteSource source = in.open()) {
            JsonGenerator json = form.generator(out).disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
            new DocumentWriter(json, new DocumentWriter.Options(form.shape(), pages, ToolVersion.get(),
                    image))
                    .write(source, limits);
            json.close();
            if (form != TextForm.YAML) {
                out.write('\n');
            }
        }
    }
}
