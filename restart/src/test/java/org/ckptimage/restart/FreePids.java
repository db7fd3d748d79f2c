// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

/** Numbers that no task has, far from those that the kernel gives next. */
public final class FreePids {
    private static final int LOWEST = 2_000;
    private static final int HIGHEST = 32_000;
    private static final int FAR = 12_000;

    private FreePids() {}

    /** The first of {@code count} numbers in a row. */
    public static int first(int count) {
        int near = (int) (newest() % HIGHEST);
        int start = LOWEST + (near + FAR) % (HIGHEST - LOWEST - count);
        return IntStream.range(start, HIGHEST).filter(first -> IntStream.range(first, first + count)
                .noneMatch(pid -> Files.exists(Path.of("/proc", Integer.toString(pid)))))
                .findFirst().orElseThrow();
    }

    private static long newest() {
        return ProcessHandle.allProcesses().filter(process -> process.info().startInstant().isPresent())
                .max((a, b) -> a.info().startInstant().orElseThrow().compareTo(
                        b.info().startInstant().orElseThrow())).map(ProcessHandle::pid).orElse(1L);
    }
}
