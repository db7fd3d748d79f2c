// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * One thread: what its {@code core-TID.img} says.
 *
 * @param tid its number in the pid namespace of the set
 * @param source name of the image it was read from
 * @param comm its name; that of the process where the image has none
 * @param cred its credentials; empty if the image is missing or has none, as for a zombie
 * @param seccompMode 0 none, 1 strict, 2 filter
 * @param seccompFilter index of its newest filter in seccomp.img
 */
public record CriuThread(int tid, String source, String comm, Optional<CriuCred> cred, int seccompMode,
        OptionalInt seccompFilter) {
    public CriuThread {
        Objects.requireNonNull(source);
        Objects.requireNonNull(comm);
        Objects.requireNonNull(cred);
        Objects.requireNonNull(seccompFilter);
    }
}
