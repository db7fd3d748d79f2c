// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.json.DocumentReader;
import org.ckptimage.codec.json.DocumentText;
import org.ckptimage.codec.json.PageSource;

/** Makes an image of a document. */
public final class FromDocument implements Step {
    private final TextForm form;
    private final ReadLimits limits;
    private final Optional<PageSource> references;

    /**
     * @param references gives the pages that a document refers to; empty if it may not
     */
    public FromDocument(TextForm form, ReadLimits limits, Optional<PageSource> references) {
        this.form = form;
        this.limits = limits;
        this.references = references;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        try (ByteSource source = in.open();
                DocumentText text = new DocumentText(source.stream(), source.name(), form.mostText());
                JsonParser parser = form.parser(text)) {
            new DocumentReader(parser, text, limits, references).copy(out);
        }
    }
}
