// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.InputStream;
import java.util.Locale;
import java.util.function.Supplier;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.present.Names;
import org.ckptimage.tools.terminal.Terminal;

/**
 * What a run works with.
 *
 * @param stdin standard input
 * @param terminal standard output and error
 * @param settings limits and clock
 * @param names names for ids, asked for only where they are shown
 */
public record Session(InputStream stdin, Terminal terminal, ScanSettings settings, Supplier<Names> names) {
    /** The same session with look-ups of shared objects on standard error. */
    Session tracing() {
        return new Session(stdin, terminal, settings.tracing((call, type, objref, first) ->
                terminal.say("debug: " + call.name().toLowerCase(Locale.ROOT) + " " + type + " objref "
                + objref
                        + " first " + (first ? 1 : 0))), names);
    }

    /** The session of this process. */
    static Session standard() {
        return new Session(System.in, Terminal.standard(), ScanSettings.standard(), Names::ofHost);
    }
}
