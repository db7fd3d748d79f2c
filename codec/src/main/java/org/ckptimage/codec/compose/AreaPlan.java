// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/**
 * One mapping.
 *
 * @param file mapped file; null for none
 * @param segment shared memory; null for none
 * @param pages changed pages of private memory
 */
public record AreaPlan(Kind kind, long start, long end, long flags, FilePlan file, SegmentPlan segment,
        PagesPlan pages) {
    private static final long READ_WRITE = 0x100073;
    private static final long READ_EXEC = 0x8001875;
    private static final long SHARED = 0x1000fb;

    /** Kinds of mappings, with their number in the image. */
    public enum Kind {
        VDSO(1), ANON(2), FILE(3), SHARED_ANON(4), SHARED_FILE(6), SHARED_IPC(8);

        final int code;

        Kind(int code) {
            this.code = code;
        }
    }

    /** Private memory. */
    public static AreaPlan anon(long start, long end, PagesPlan pages) {
        return new AreaPlan(Kind.ANON, start, end, READ_WRITE, null, null, pages);
    }

    /** Private mapping of a file. */
    public static AreaPlan file(long start, long end, FilePlan file, PagesPlan pages) {
        return new AreaPlan(Kind.FILE, start, end, READ_EXEC, file, null, pages);
    }

    /** Shared mapping of a file. */
    public static AreaPlan sharedFile(long start, long end, FilePlan file) {
        return new AreaPlan(Kind.SHARED_FILE, start, end, SHARED, file, null, PagesPlan.none());
    }

    /** Shared anonymous memory; its pages are written with the first mapping. */
    public static AreaPlan sharedAnon(long start, SegmentPlan segment) {
        return new AreaPlan(Kind.SHARED_ANON, start, start + segment.size, SHARED, null, segment,
                PagesPlan.none());
    }

    /** Mapping of a SysV segment that is in the IPC namespace of the task. */
    public static AreaPlan sharedIpc(long start, SegmentPlan segment) {
        return new AreaPlan(Kind.SHARED_IPC, start, start + segment.size, SHARED, null, segment,
                PagesPlan.none());
    }

    /** The page of the kernel that every task sees. */
    public static AreaPlan vdso(long start) {
        return new AreaPlan(Kind.VDSO, start, start + 4096, 0x4040075, null, null, PagesPlan.none());
    }
}
