// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.tools.terminal.Terminal;

/** Records as lines of text, while they are read. */
public final class RecordText implements RecordListener {
    private final Terminal terminal;
    private final PrintWriter out;
    private boolean started;

    public RecordText(Terminal terminal) {
        this.terminal = terminal;
        this.out = terminal.out();
    }

    @Override
    public void record(ScanView view) throws IOException {
        if (!started) {
            started = true;
            out.print("OFFSET      TYPE                   LEN  OBJREF\n");
        }
        out.print(String.format("0x%08x  %-18s %7d  %s\n", view.frame().offset(), view.frame().typeName(),
                view.frame().length(), object(view)));
        ClosedOutput.check(terminal);
    }

    private static String object(ScanView view) {
        if (view.openObjref() == 0) {
            return "-";
        }
        String type = view.openType() == null ? "object" : view.openType().name().toLowerCase(Locale.ROOT);
        return type + ":" + view.openObjref();
    }
}
