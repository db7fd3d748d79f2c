// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.terminal;

/** The few meanings of colour; a word always says the same. */
public enum Ink {
    ERROR("\u001b[31m"),
    WARNING("\u001b[33m"),
    GOOD("\u001b[32m"),
    DIM("\u001b[2m"),
    BOLD("\u001b[1m");

    static final String RESET = "\u001b[0m";

    private final String sequence;

    Ink(String sequence) {
        this.sequence = sequence;
    }

    String sequence() {
        return sequence;
    }
}
