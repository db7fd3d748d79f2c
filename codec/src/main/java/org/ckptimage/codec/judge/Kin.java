// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

/** The tasks of an image as numbers, in the order of the tree; a million of them need no objects. */
public interface Kin {
    /** How many there are. */
    int size();

    /** Number of a task in the outermost pid namespace. */
    int pid(int task);

    /** Number of the leader of its threads. */
    int tgid(int task);

    /** Number of its parent. */
    int ppid(int task);

    /** Which cred it acts with, as an index of subjects; -1 if that is not known or it has ended. */
    int subject(int task);

    /** Its seccomp mode; -1 if unknown. */
    int seccomp(int task);

    /** Where its record begins; 0 if there is none. */
    long offset(int task);
}
