// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

/**
 * What {@code /proc} does not tell of a task. Objects of the kernel are numbers that are equal for the same
 * object within one capture, and mean nothing else.
 *
 * @param pdeathSignal signal it gets when its parent dies
 * @param securebits of its cred
 * @param single whether its objective and subjective creds are one
 * @param cred its cred
 * @param groupinfo the list of its groups
 * @param space its user namespace
 */
record HiddenCred(int pdeathSignal, long securebits, boolean single, long cred, long groupinfo, long space) {
    /** Reads the words of a line {@code cred}. */
    static HiddenCred parse(String... words) {
        return new HiddenCred(Integer.parseInt(words[2]), Long.parseLong(words[3]), words[4].equals("1"),
                Long.parseUnsignedLong(words[5]), Long.parseUnsignedLong(words[6]),
                Long.parseUnsignedLong(words[8]));
    }
}
