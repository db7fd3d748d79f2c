// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** One command: its part of the command line, and what it does. */
interface ToolCommand {
    /** Options and help. Written by hand, since annotations would cost a third of a short run. */
    CommandSpec spec();

    /**
     * Does what was asked.
     *
     * @return an exit code
     */
    int run(ParseResult options) throws IOException;
}
