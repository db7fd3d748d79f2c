// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ckptimage.formats.ObjType;
import org.ckptimage.tools.terminal.Visible;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * An object as it is named on screen and on the command line, such as {@code cred:17}.
 *
 * @param type kind of object
 * @param objref its id
 */
record ObjectName(ObjType type, int objref) {
    static ObjectName parse(String text, CommandLine command) {
        String[] parts = text.split(":", -1);
        if (parts.length != 2 || !parts[1].matches("[0-9]{1,9}|[12][0-9]{9}")
                || Long.parseLong(parts[1]) > Integer.MAX_VALUE) {
            throw new ParameterException(command,
                    "'" + Visible.of(text) + "' is not an object such as cred:17");
        }
        List<String> words = Arrays.stream(ObjType.values()).filter(type -> type.main().isPresent())
                .map(type -> type.name().toLowerCase(Locale.ROOT)).toList();
        String word = parts[0].toLowerCase(Locale.ROOT);
        if (!words.contains(word)) {
            Optional<String> near = NearMiss.of(word, words);
            throw new ParameterException(command, "unknown object type '" + Visible.of(parts[0]) + "', "
                    + near.map(hit -> "did you mean '" + hit + "'?")
                            .orElse("known are " + String.join(", ", words)));
        }
        return new ObjectName(ObjType.valueOf(word.toUpperCase(Locale.ROOT)), Integer.parseInt(parts[1]));
    }
}
