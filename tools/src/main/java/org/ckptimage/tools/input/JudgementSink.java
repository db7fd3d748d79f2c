// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.input;

import java.io.IOException;

/** Takes judgements one at a time, in the order of the command line. */
public interface JudgementSink {
    /** Takes one. */
    void take(Judgement judgement) throws IOException;

    /**
     * There are no more.
     *
     * @param status the exit status of the run
     */
    void end(int status) throws IOException;
}
