// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import org.ckptimage.codec.model.ipc.IpcPerms;

/** One line of the program, in the order in which things happen. */
public sealed interface RestartEvent {

    /**
     * A phase begins.
     *
     * @param name of the phase
     */
    record Phase(String name) implements RestartEvent {}

    /**
     * A user namespace was made.
     *
     * @param index its position in the plan
     * @param inode its inode
     * @param parent inode of its parent; 0 if the caller may not know
     * @param owner uid of its creator as the caller sees it
     */
    record UserNs(int index, long inode, long parent, long owner) implements RestartEvent {}

    /**
     * The IPC namespace of all tasks was made.
     *
     * @param inode its inode
     */
    record IpcNs(long inode) implements RestartEvent {}

    /**
     * An IPC object was made, and this is what the kernel says of it.
     *
     * @param index its position in the plan
     * @param perms its number and key, and whose it is
     * @param size bytes of a memory, capacity of a queue, number of semaphores
     * @param used messages in a queue
     */
    record Ipc(int index, IpcPerms perms, long size, long used) implements RestartEvent {}

    /**
     * A file was opened.
     *
     * @param index its position in the plan
     * @param device number of its device, as stat has it
     * @param inode its inode
     */
    record FileOpened(int index, long device, long inode) implements RestartEvent {}

    /**
     * A task is there and is as planned.
     *
     * @param index its position in the plan
     * @param pid its number
     */
    record TaskReady(int index, int pid) implements RestartEvent {}

    /**
     * All tasks are there.
     *
     * @param tasks number of tasks and threads
     */
    record Ready(int tasks) implements RestartEvent {}

    /** All tasks were let go. */
    record Released() implements RestartEvent {}

    /**
     * The command ended.
     *
     * @param status its wait status
     */
    record Exit(int status) implements RestartEvent {}

    /**
     * The restart failed.
     *
     * @param failure why
     */
    record Failed(RestartFailure failure) implements RestartEvent {}
}
