// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.function.Consumer;
import org.ckptimage.tools.diff.RawDifference;
import org.ckptimage.tools.terminal.Terminal;

/** Differences between two streams of records, a line each, while they are found. */
public final class RawDiffText implements Consumer<RawDifference> {
    private static final int MOST_VALUE = 64;

    private final Terminal terminal;
    private final Form form;
    private long count;

    /** What a line is. */
    public enum Form { TEXT, LINES_OF_JSON }

    public RawDiffText(Terminal terminal, Form form) {
        this.terminal = terminal;
        this.form = form;
    }

    /** How many there were. */
    public long count() {
        return count;
    }

    @Override
    public void accept(RawDifference difference) {
        count++;
        if (form == Form.LINES_OF_JSON) {
            json(difference);
            return;
        }
        terminal.out().printf("0x%08x 0x%08x %s .%s  %s -> %s\n", difference.first(), difference.second(),
                difference.type(), difference.field(), shortened(difference.from()),
                shortened(difference.to()));
    }

    private void json(RawDifference difference) {
        try {
            JsonGenerator json = JsonOutput.lines(terminal.out());
            json.writeStartObject();
            json.writeNumberField("first_offset", difference.first());
            json.writeNumberField("second_offset", difference.second());
            json.writeStringField("type", difference.type());
            json.writeStringField("field", difference.field());
            json.writeStringField("from", difference.from());
            json.writeStringField("to", difference.to());
            json.writeEndObject();
            json.flush();
            terminal.out().print('\n');
        } catch (IOException e) {
            // the terminal keeps its failures for the end
            throw new UncheckedIOException(e);
        }
    }

    private static String shortened(String value) {
        return value.length() <= MOST_VALUE ? value : value.substring(0, MOST_VALUE) + "...";
    }
}
