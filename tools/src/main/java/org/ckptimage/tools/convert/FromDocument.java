// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import com.fasterxml.jackson.core.JsonParser;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.json.DocumentReader;
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
        try (ByteSource source = in.open(); InputStream bytes = source.stream();
                JsonParser parser = form.parser(bytes)) {
            new DocumentReader(parser, source.name(), limits, references).copy(out);
        }
    }
}
