// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.ipc;

/**
 * Who may use an IPC object ({@code ckpt_hdr_ipc_perms}; SPEC.md, SysV IPC). Ids are unsigned.
 *
 * @param id number of the object
 * @param key what others find it by; 0 for a private one
 * @param owner {@code uid} and {@code gid}
 * @param creator {@code cuid} and {@code cgid}
 * @param mode permission bits, and of a segment those that mark it removed or locked
 */
public record IpcPerms(int id, long key, Owner owner, Owner creator, int mode) {

    /** A user and a group. */
    public record Owner(long uid, long gid) {}
}
