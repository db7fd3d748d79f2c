// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.tools.input.NamelessFile;

/**
 * Steps one after another; what one gives waits in a file until the next has read it as often as it wants.
 */
public final class Pipeline implements Step {
    private final List<Step> steps;
    private final String name;

    /**
     * @param steps at least one
     * @param name what to call what lies between them in diagnostics
     */
    public Pipeline(List<Step> steps, String name) {
        this.steps = List.copyOf(steps);
        this.name = name;
    }

    @Override
    public void run(Reopenable in, OutputStream out) throws IOException {
        run(0, in, out);
    }

    private void run(int at, Reopenable in, OutputStream out) throws IOException {
        if (at == steps.size() - 1) {
            steps.get(at).run(in, out);
            return;
        }
        try (NamelessFile between = NamelessFile.create()) {
            try (OutputStream next = between.out()) {
                steps.get(at).run(in, next);
            }
            run(at + 1, () -> new ByteSource(between.read(), name), out);
        }
    }
}
