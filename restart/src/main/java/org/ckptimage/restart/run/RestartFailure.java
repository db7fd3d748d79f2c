// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;

/**
 * The step at which a restart failed.
 *
 * @param task position of the task in the plan; empty if it is none's fault
 * @param recordType {@code task}, {@code cred}, {@code groupinfo}, {@code user_ns}, {@code ipc_ns}, {@code
 *     ipc_shm}, {@code ipc_msg}, {@code ipc_sem}, {@code file} or {@code plan}
 * @param objref of the object in the image, id of an IPC object; 0 for none
 * @param field kernel name of the field that was to be restored; empty if there is none
 * @param step what was done
 * @param errno number of the error; 0 if the kernel did it but {@code /proc} shows something else
 * @param error its name, such as {@code EPERM}
 */
public record RestartFailure(OptionalInt task, String recordType, int objref, String field, String step,
        int errno, String error) {
    /** Steps whose field has another name. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("setresuid", "uid"), Map.entry("setfsuid", "fsuid"), Map.entry("setresgid", "gid"),
            Map.entry("setfsgid", "fsgid"), Map.entry("setgroups", "groups"), Map.entry("capset", "cap_p"),
            Map.entry("cap_inheritable", "cap_i"), Map.entry("bounding", "cap_b"),
            Map.entry("clone3", "vpid"), Map.entry("setsid", "vsid"), Map.entry("setpgid", "vpgid"),
            Map.entry("setpgid_leader", "vpgid"), Map.entry("unshare", "user_ns"),
            Map.entry("setns", "user_ns"), Map.entry("setegid_creator", "creator_ref"),
            Map.entry("seteuid_creator", "creator_ref"), Map.entry("owner", "creator_ref"),
            Map.entry("setegid_cgid", "cgid"), Map.entry("seteuid_cuid", "cuid"),
            Map.entry("ipc_set", "perms"), Map.entry("open_name", "name"), Map.entry("open_file", "name"),
            Map.entry("file_type", "f_type"), Map.entry("seek", "f_pos"),
            Map.entry("dup", "fd_descriptor"), Map.entry("next_id", "id"),
            Map.entry("get", "key"), Map.entry("stat", "perms"),
            Map.entry("compare", "caps"));

    public RestartFailure {
        Objects.requireNonNull(task);
        Objects.requireNonNull(recordType);
        Objects.requireNonNull(field);
        Objects.requireNonNull(step);
        Objects.requireNonNull(error);
    }

    /** Field that a step of the program restores; empty if it restores none. */
    static String fieldOf(String step) {
        String plain = step.startsWith("verify_") ? step.substring("verify_".length()) : step;
        boolean ofNothing = plain.equals("died") || plain.equals("stopped") || plain.equals("timeout")
                || plain.equals("protocol") || plain.equals("memory") || plain.equals("fork")
                || plain.equals("unshare_ipc");
        return ofNothing ? "" : FIELDS.getOrDefault(plain, plain);
    }

    /** Such as {@code task 2 cred:17 .uid: setresuid: EPERM (1)}. */
    public String text() {
        StringBuilder text = new StringBuilder(80);
        task.ifPresent(index -> text.append("task ").append(index).append(' '));
        text.append(recordType);
        if (objref != 0) {
            text.append(':').append(objref);
        }
        if (!field.isEmpty()) {
            text.append(" .").append(field);
        }
        return text.append(": ").append(step).append(": ").append(error)
                .append(" (").append(errno).append(')').toString();
    }
}
