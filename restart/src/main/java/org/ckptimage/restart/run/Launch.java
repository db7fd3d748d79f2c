// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * How the program is started.
 *
 * @param binary the program
 * @param prefix words of a command that starts it with less, such as {@code setpriv --reuid 1000}; usually
 *     none
 */
public record Launch(RestartBinary binary, List<String> prefix) {
    public Launch {
        Objects.requireNonNull(binary);
        prefix = List.copyOf(prefix);
    }

    /** Starts it as it is. */
    public Launch(RestartBinary binary) {
        this(binary, List.of());
    }

    ProcessBuilder builder(List<String> arguments) {
        List<String> words = new ArrayList<>(prefix);
        words.add(binary.file().toString());
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words);
        builder.environment().clear();
        return builder;
    }
}
