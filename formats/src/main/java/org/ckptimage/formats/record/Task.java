// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Objects;
import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * Main record of a task ({@code ckpt_hdr_task}; SPEC.md, tasks). Numbers are u32, addresses u64 of user
 * space.
 *
 * @param flags 1 forked but not executed, 2 used super-user rights; v23-rc2 on
 * @param state run state; 64 in a zombie
 * @param exitState 16 in a zombie, else 0
 * @param exitCode wait status of a zombie
 * @param exitSignal signal to the parent; 0xffffffff in a thread that does not lead its group
 * @param pdeathSignal signal on the death of the parent; v18-2009-10 on, as the address fields
 * @param setChildTid address
 * @param clearChildTid address
 * @param sasSsSp address of the alternate signal stack; v23-rc1 on
 * @param sasSsSize its bytes; v23-rc1 on
 * @param compatRobustFutexHeadLen bytes of the 32-bit list head
 * @param compatRobustFutexList 32-bit address
 * @param robustFutexHeadLen bytes of the list head
 * @param robustFutexList address
 * @param taskCommLen bytes of the STRING that follows; v16 and before
 * @param credRef objref of the real cred; seed of May 2009 only, later in TASK_CREDS
 * @param ecredRef objref of the effective cred; as {@code credRef}
 * @param slack what no field holds
 */
public record Task(long flags, long state, long exitState, long exitCode, long exitSignal, long pdeathSignal,
        long setChildTid, long clearChildTid, long sasSsSp, long sasSsSize, long compatRobustFutexHeadLen,
        long compatRobustFutexList, long robustFutexHeadLen, long robustFutexList, long taskCommLen,
        int credRef, int ecredRef, Slack slack) implements Record {
    public Task {
        Objects.requireNonNull(slack);
    }

    @Override
    public Optional<RecordType> type() {
        return Optional.of(RecordType.TASK);
    }
}
