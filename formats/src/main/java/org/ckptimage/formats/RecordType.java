// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import static org.ckptimage.formats.CodeTable.NONE;
import static org.ckptimage.formats.CodeTable.at;
import static org.ckptimage.formats.FormatVersion.*;

import java.util.Optional;

/**
 * Kinds of records ({@code enum} of {@code CKPT_HDR_*} in checkpoint_hdr.h), with the number of each in every
 * layout. Numbers moved in v19-rc3 and in v23-rc1-pids, so a number means nothing without its version.
 * Numbers before v18-2009-10 are a reconstruction except where SPEC.md says otherwise.
 */
public enum RecordType {
    HEADER("ckpt_hdr_header", at(V14_CREDS, 1)),
    HEADER_ARCH("ckpt_hdr_header_arch", at(V14_CREDS, 2)),
    CONTAINER("ckpt_hdr_container", at(V18, 3)),
    BUFFER("", at(V14_CREDS, 3), at(V18, 4)),
    STRING("", at(V14_CREDS, 4), at(V18, 5)),
    OBJREF("ckpt_hdr_objref", at(V14_CREDS, 5), at(V18, 6)),
    LSM_INFO("", at(V19_LSM, 7)),
    SECURITY("ckpt_hdr_lsm", at(V19_LSM, 8)),
    PIDS("ckpt_hdr_pids", at(V23_RC1_PIDS, 101)),
    TREE("ckpt_hdr_tree", at(V14_CREDS, 101), at(V23_RC1_PIDS, 102)),
    TASK("ckpt_hdr_task", at(V14_CREDS, 102), at(V23_RC1_PIDS, 103)),
    TASK_NS("ckpt_hdr_task_ns", at(V18, 103), at(V23_RC1_PIDS, 104)),
    TASK_OBJS("ckpt_hdr_task_objs", at(V14_CREDS, 103), at(V18, 104), at(V23_RC1_PIDS, 105)),
    RESTART_BLOCK("ckpt_hdr_restart_block", at(V14_CREDS, 104), at(V18, 105), at(V23_RC1_PIDS, 106)),
    THREAD("ckpt_hdr_thread", at(V14_CREDS, 105), at(V18, 106), at(V23_RC1_PIDS, 107)),
    CPU("ckpt_hdr_cpu", at(V14_CREDS, 106), at(V18, 107), at(V23_RC1_PIDS, 108)),
    NS("ckpt_hdr_ns", at(V14_CREDS, 107), at(V18, 108), at(V23_RC1_PIDS, 109)),
    UTS_NS("ckpt_hdr_utsns", at(V14_CREDS, 108), at(V18, 109), at(V23_RC1_PIDS, 110)),
    IPC_NS("ckpt_hdr_ipcns", at(V14_CREDS, 109), at(V18, 110), at(V23_RC1_PIDS, 111)),
    MNT_NS("", at(V19_RC3, 111), at(V23_RC1_PIDS, 112)),
    CAPABILITIES("", at(V18, 111), at(V19_RC3, 112), at(V23_RC1_PIDS, 113)),
    USER_NS("ckpt_hdr_user_ns",
            at(V14_CREDS, 110), at(V16, NONE), at(V18, 112), at(V19_RC3, 113), at(V23_RC1_PIDS, 114)),
    CRED("ckpt_hdr_cred",
            at(V14_CREDS, 111), at(V16, NONE), at(V18, 113), at(V19_RC3, 114), at(V23_RC1_PIDS, 115)),
    USER("ckpt_hdr_user_struct",
            at(V14_CREDS, 112), at(V16, NONE), at(V18, 114), at(V19_RC3, 115), at(V23_RC1_PIDS, 116)),
    GROUPINFO("ckpt_hdr_groupinfo",
            at(V14_CREDS, 113), at(V16, NONE), at(V18, 115), at(V19_RC3, 116), at(V23_RC1_PIDS, 117)),
    TASK_CREDS("ckpt_hdr_task_creds", at(V18, 116), at(V19_RC3, 117), at(V23_RC1_PIDS, 118)),
    VPIDS("ckpt_hdr_vpids", at(V20_PIDNS, 118), at(V20, NONE)),
    CPU_FPU("", at(V14_CREDS, 201)),
    MM_CONTEXT_LDT("", at(V14_CREDS, 202)),
    FILE_TABLE("ckpt_hdr_file_table", at(V14_CREDS, 301)),
    FILE_DESC("ckpt_hdr_file_desc", at(V14_CREDS, 302)),
    FILE_NAME("", at(V14_CREDS, 303)),
    FILE("ckpt_hdr_file", at(V14_CREDS, 304)),
    PIPE_BUF("", at(V14_CREDS, 305)),
    TTY("ckpt_hdr_tty", at(V18, 306)),
    TTY_LDISC("ckpt_hdr_ldisc_n_tty", at(V18, 307)),
    EPOLL_ITEMS("ckpt_hdr_eventpoll_items", at(V19_DEV, 308)),
    MM("ckpt_hdr_mm", at(V14_CREDS, 401)),
    VMA("ckpt_hdr_vma", at(V14_CREDS, 402)),
    PGARR("ckpt_hdr_pgarr", at(V14_CREDS, 403)),
    HPAGE("ckpt_hdr_hpage", at(V23_RC2, 404)),
    MM_CONTEXT("ckpt_hdr_mm_context", at(V14_CREDS, 404), at(V23_RC2, 405)),
    FS("ckpt_hdr_fs", at(V19_RC3, 451)),
    IPC("ckpt_hdr_ipc", at(V14_CREDS, 501)),
    IPC_SHM("ckpt_hdr_ipc_shm", at(V14_CREDS, 502)),
    IPC_MSG("ckpt_hdr_ipc_msg", at(V14_CREDS, 503)),
    IPC_MSG_MSG("ckpt_hdr_ipc_msg_msg", at(V14_CREDS, 504)),
    IPC_SEM("ckpt_hdr_ipc_sem", at(V14_CREDS, 505)),
    TASK_SEM_UNDO_LIST("ckpt_hdr_task_sem_undo_list", at(V23_RC1, 506)),
    TASK_SEM_UNDO("ckpt_hdr_task_sem_undo", at(V23_RC1, 507)),
    SIGHAND("ckpt_hdr_sighand", at(V14_CREDS, 601)),
    SIGNAL("ckpt_hdr_signal", at(V14_CREDS, 602)),
    SIGNAL_TASK("ckpt_hdr_signal_task", at(V14_CREDS, 603)),
    SIGPENDING("ckpt_hdr_sigpending", at(V14_CREDS, 604)),
    SOCKET("ckpt_hdr_socket", at(V18, 701)),
    SOCKET_QUEUE("ckpt_hdr_socket_queue", at(V18, 702)),
    SOCKET_BUFFER("ckpt_hdr_socket_buffer", at(V18, 703)),
    SOCKET_FRAG("ckpt_hdr_socket_buffer_frag", at(V19_RC2, 704)),
    SOCKET_UNIX("ckpt_hdr_socket_unix", at(V18, 704), at(V19_RC2, 705)),
    SOCKET_INET("ckpt_hdr_socket_inet", at(V18, 705), at(V19_RC2, 706)),
    NET_NS("ckpt_hdr_netns", at(V20_NETNS, 707)),
    NETDEV("ckpt_hdr_netdev", at(V20_NETNS, 708)),
    NETDEV_ADDR("", at(V20_NETNS, 709)),
    /** Extension: user_ns uid_map, gid_map and setgroups policy. */
    EXT_USER_NS_MAP("ckpt_ext_user_ns_map", at(V18, 8001)),
    /** Extension: cred ambient set and no_new_privs. */
    EXT_CRED("ckpt_ext_cred", at(V18, 8002)),
    /** Extension: task seccomp mode. */
    EXT_TASK("ckpt_ext_task", at(V18, 8003)),
    TAIL("ckpt_hdr_tail", at(V14_CREDS, 9001)),
    ERROR("", at(V14_CREDS, 9999));

    private static final CodeTable.Index<RecordType> INDEX = new CodeTable.Index<>(values(), t -> t.codes);

    private final String struct;
    private final CodeTable codes;

    RecordType(String struct, CodeTable.Since... since) {
        this.struct = struct;
        this.codes = new CodeTable(since);
    }

    /** The struct that lays out this record, e.g. {@code ckpt_hdr_cred}; empty if the payload is opaque. */
    public String struct() {
        return struct;
    }

    /** The number of this type in {@code version}, or {@link CodeTable#NONE} if that layout lacks it. */
    public int code(FormatVersion version) {
        return codes.code(version);
    }

    /** True if {@code version} has this type. */
    public boolean in(FormatVersion version) {
        return code(version) != NONE;
    }

    /** The type with number {@code code} in {@code version}, if there is one. */
    public static Optional<RecordType> of(FormatVersion version, int code) {
        return INDEX.get(version, code);
    }
}
