// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.select;

/** What is wrong with an expression, in one line. */
public final class SelectionProblem extends Exception {
    private static final long serialVersionUID = 1L;

    SelectionProblem(String message, Throwable cause) {
        super(message, cause);
    }
}
