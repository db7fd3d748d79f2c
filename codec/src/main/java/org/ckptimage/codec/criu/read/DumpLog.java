// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.codec.archive.CheckpointEntry;

/** The beginning of dump.log, where CRIU tells its version if it was asked to say much. */
final class DumpLog {
    private static final int MOST_BYTES = 1 << 16;
    private static final Pattern VERSION = Pattern.compile(
            "Version: (\\d{1,4}(?:\\.\\d{1,4}){0,3}) \\(gitid ");

    private DumpLog() {}

    /** Such as {@code 4.2}; empty if it does not tell. */
    static String version(CheckpointEntry file) throws IOException {
        String text = new String(file.content().readNBytes(MOST_BYTES), StandardCharsets.ISO_8859_1);
        Matcher version = VERSION.matcher(text);
        return version.find() ? version.group(1) : "";
    }
}
