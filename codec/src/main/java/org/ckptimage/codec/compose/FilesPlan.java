// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;

/** A table of open files. */
public final class FilesPlan {
    record Descriptor(int number, FilePlan file, boolean closeOnExec) {}

    final List<Descriptor> descriptors = new ArrayList<>();

    /** Opens a file. */
    public FilesPlan open(int number, FilePlan file) {
        return open(number, file, false);
    }

    /** Opens a file, perhaps only until the next exec. */
    public FilesPlan open(int number, FilePlan file, boolean closeOnExec) {
        descriptors.add(new Descriptor(number, file, closeOnExec));
        return this;
    }

    /** Descriptors 0 to 2 on {@code /dev/null}. */
    public static FilesPlan standard(CredPlan opener) {
        FilePlan sink = FilePlan.of(new FilePlan.Named("/dev/null"), opener, 2);
        return new FilesPlan().open(0, sink).open(1, sink).open(2, sink);
    }
}
