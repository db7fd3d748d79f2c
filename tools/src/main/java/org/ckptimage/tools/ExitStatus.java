// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.util.LinkedHashMap;
import java.util.Map;

/** Exit codes. The texts are for the help of the commands that can end so. */
final class ExitStatus {
    static final int DONE = 0;
    static final int NO = 1;
    static final int USAGE = 2;
    static final int UNREADABLE_IMAGE = 3;
    static final int UNSUPPORTED = 4;
    static final int IO = 5;
    static final int INTERNAL = 70;
    static final int INTERRUPTED = 130;

    static final String HEADING = "%nEXIT STATUS%n";

    private ExitStatus() {}

    /** The codes of the tool as a whole. */
    static Map<String, String> all() {
        Map<String, String> texts = new LinkedHashMap<>();
        texts.put("0", "done");
        texts.put("1", "the answer is no: an image is invalid, images differ, --strict refused");
        texts.put("2", "usage error");
        texts.put("3", "an image could not be read: not ours, corrupt, or over a limit");
        texts.put("4", "unsupported version, flag or architecture");
        texts.put("5", "I/O error");
        texts.put("70", "internal error");
        texts.put("130", "interrupted");
        return texts;
    }

    /** The codes of a command that never ends with some of them. */
    static Map<String, String> without(int... codes) {
        Map<String, String> texts = all();
        for (int code : codes) {
            texts.remove(Integer.toString(code));
        }
        return texts;
    }
}
