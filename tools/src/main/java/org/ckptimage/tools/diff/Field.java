// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is compared, by the names that {@code --ignore} takes. */
public enum Field {
    TASK("task"),
    ARCH("arch"),
    PID("pid"),
    PPID("ppid"),
    TGID("tgid"),
    PGID("pgid"),
    SID("sid"),
    COMM("comm"),
    STATE("state"),
    EXIT_CODE("exit_code"),
    SECCOMP("seccomp"),
    NODENAME("nodename"),
    UID("uid"),
    EUID("euid"),
    SUID("suid"),
    FSUID("fsuid"),
    GID("gid"),
    EGID("egid"),
    SGID("sgid"),
    FSGID("fsgid"),
    GROUPS("groups"),
    CAP_INHERITABLE("cap_inheritable"),
    CAP_PERMITTED("cap_permitted"),
    CAP_EFFECTIVE("cap_effective"),
    CAP_BOUNDING("cap_bounding"),
    CAP_AMBIENT("cap_ambient"),
    SECUREBITS("securebits"),
    NO_NEW_PRIVS("no_new_privs"),
    LSM_PROFILE("lsm_profile"),
    LSM_SOCKCREATE("lsm_sockcreate"),
    USER("user"),
    USER_NS("user_ns"),
    UID_MAP("uid_map"),
    GID_MAP("gid_map"),
    SETGROUPS("setgroups"),
    SHARED_FILES("shared_files"),
    SHARED_MM("shared_mm"),
    SHARED_FS("shared_fs"),
    SHARED_SIGHAND("shared_sighand"),
    SHARED_SIGNAL("shared_signal"),
    SHARED_UTS_NS("shared_uts_ns"),
    SHARED_IPC_NS("shared_ipc_ns"),
    SHARED_NET_NS("shared_net_ns");

    private final String word;

    Field(String word) {
        this.word = word;
    }

    /** The name in output and options. */
    public String word() {
        return word;
    }

    /** The field of that name, if there is one. */
    public static Optional<Field> ofWord(String word) {
        return Arrays.stream(values()).filter(f -> f.word.equals(word)).findFirst();
    }

    /** All names. */
    public static List<String> words() {
        return Arrays.stream(values()).map(Field::word).toList();
    }
}
