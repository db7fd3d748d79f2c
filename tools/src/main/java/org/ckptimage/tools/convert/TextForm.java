// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.ckptimage.codec.json.DocumentWriter.Shape;
import org.ckptimage.tools.present.JsonStyle;
import org.yaml.snakeyaml.LoaderOptions;

/** Notations of a document. */
public enum TextForm {
    /** One object, two spaces a level. */
    JSON {
        @Override
        JsonGenerator generator(OutputStream out) throws IOException {
            return factory().createGenerator(out).setPrettyPrinter(JsonStyle.printer());
        }
    },
    /** A line for the format, and one for each record. */
    JSONL {
        @Override
        JsonGenerator generator(OutputStream out) throws IOException {
            return factory().createGenerator(out).setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        }
    },
    /** The same object as JSON. */
    YAML {
        @Override
        JsonGenerator generator(OutputStream out) throws IOException {
            return yaml().createGenerator(out);
        }

        @Override
        JsonParser parser(InputStream in) throws IOException {
            return yaml().createParser(in);
        }

        @Override
        int mostText() {
            // the time that the parser takes for a text grows with the square of its length
            return 1 << 18;
        }
    };

    /** Takes tokens; the caller closes it. */
    abstract JsonGenerator generator(OutputStream out) throws IOException;

    /** Gives tokens. JSON and lines of JSON are read alike. */
    JsonParser parser(InputStream in) throws IOException {
        return factory().createParser(in);
    }

    /** Bytes of the longest text, number or key that is read; those that are written are shorter. */
    int mostText() {
        return 1 << 22;
    }

    /** Whether records have a line each. */
    Shape shape() {
        return this == JSONL ? Shape.LINES : Shape.OBJECT;
    }

    private static JsonFactory factory() {
        return new JsonFactory();
    }

    private static YAMLFactory yaml() {
        // the default takes three million characters, less than a few pages of memory
        LoaderOptions loader = new LoaderOptions();
        loader.setCodePointLimit(Integer.MAX_VALUE);
        return YAMLFactory.builder().loaderOptions(loader).disable(YAMLGenerator.Feature.SPLIT_LINES)
                .build();
    }
}
