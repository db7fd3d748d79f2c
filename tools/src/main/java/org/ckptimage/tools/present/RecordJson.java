// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.tools.terminal.Terminal;

/** Records as lines of JSON, while they are read. */
public final class RecordJson implements RecordListener {
    private final Terminal terminal;
    private final JsonGenerator json;

    public RecordJson(Terminal terminal) throws IOException {
        this.terminal = terminal;
        this.json = JsonOutput.lines(terminal.out());
    }

    @Override
    public void record(ScanView view) throws IOException {
        json.writeStartObject();
        json.writeNumberField("offset", view.frame().offset());
        json.writeStringField("type", view.frame().typeName());
        json.writeNumberField("len", view.frame().length());
        json.writeNumberField("objref", view.openObjref());
        json.writeEndObject();
        json.flush();
        terminal.out().print('\n');
        ClosedOutput.check(terminal);
    }
}
