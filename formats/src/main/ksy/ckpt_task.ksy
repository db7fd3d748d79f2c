# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_task
  title: Tasks, restart block
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Tasks: the main record of each task and what it refers to. Types are read one record at a time; the root
  reads nothing.
doc-ref: SPEC.md
params:
  - id: is_be
    type: bool
    doc: True if the image is big-endian.
  - id: version
    type: s4
    doc: Stamp of the layout, its date as yyyymmdd; 20100331 for the second layout of 30 March 2010.
  - id: abi
    type: s4
    doc: "Number of the ABI: 1 x86_64, 2 x86_32, 3 s390x, 4 arm, 5 ppc32, 6 ppc64."
types:
  ckpt_hdr:
    doc: Header of every record; its layout is exported by ckpt_header.ksy.
    doc-ref: struct ckpt_hdr, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: type
        type: u4
        doc: Kind of record; the number depends on the version of the layout.
      - id: len
        type: u4
        doc: Bytes of the whole record, these eight included; less than 8 is invalid.
  ckpt_hdr_task_v14:
    -struct: ckpt_hdr_task
    -until: 20090527
    doc: >-
      Main record of a task, before user addresses were saved. The layout of 27 May 2009 (32 bytes) is
      certain; the place of the two credential references of 20 May 2009 (40 bytes) is a reconstruction.
    doc-ref: struct ckpt_hdr_task, posting of 27 May 2009; credentials series of 20 May 2009
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: state
        type: u4
        doc: Run state of the task in the kernel; the dead state marks a zombie.
      - id: exit_state
        type: u4
        doc: "16 for a zombie, else 0. A dead task without it: EINVAL."
      - id: exit_code
        type: u4
        doc: Wait status of a zombie; 0 for a live task, else EINVAL.
      - id: exit_signal
        type: u4
        doc: Signal to the parent at exit, 0 to 64; -1 for threads other than the leader.
      - id: task_comm_len
        type: u4
        doc: "Bytes of the command name in the STRING that follows; more than 16: EINVAL."
      - id: cred_ref
        type: s4
        if: version == 20090520
        -display: ref
        doc: Id of the CRED object with the real credentials. Place reconstructed.
      - id: ecred_ref
        type: s4
        if: version == 20090520
        -display: ref
        doc: Id of the CRED object with the effective credentials. Place reconstructed.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_task_v18:
    -struct: ckpt_hdr_task
    -since: 20091003
    -until: 20100205
    doc: >-
      Main record of a task; 72 bytes, on x86_32 64, since that ABI aligns 64-bit fields to 4. A STRING
      of 16 bytes with the command name follows.
    doc-ref: struct ckpt_hdr_task, checkpoint_hdr.h, v18-2009-10 to v19-rc3
    params:
      - id: abi
        type: s4
        doc: Number of the ABI.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: state
        type: u4
        doc: Run state of the task in the kernel; the dead state marks a zombie.
      - id: exit_state
        type: u4
        doc: "16 for a zombie, else 0. A dead task without it: EINVAL."
      - id: exit_code
        type: u4
        doc: Wait status of a zombie, below 0x10000; 0 for a live task, else EINVAL.
      - id: exit_signal
        type: u4
        doc: Signal to the parent at exit, 0 to 64; -1 for threads other than the leader.
      - id: pdeath_signal
        type: u4
        doc: "Signal to this task when its parent dies: 0 or a valid signal, else EINVAL."
      - id: pad0
        size: 4
        if: abi != 2
        -padding: true
        doc: Alignment, zero.
      - id: set_child_tid
        type: u8
        -display: hex
        doc: User address where clone() stores the thread id; 0 for none.
      - id: clear_child_tid
        type: u8
        -display: hex
        doc: User address that is cleared and woken at exit; 0 for none.
      - id: compat_robust_futex_head_len
        type: u4
        doc: Bytes of the head of the 32-bit robust futex list.
      - id: compat_robust_futex_list
        type: u4
        -display: hex
        doc: User address of the 32-bit robust futex list.
      - id: robust_futex_head_len
        type: u4
        doc: Bytes of the head of the robust futex list.
      - id: pad1
        size: 4
        if: abi != 2
        -padding: true
        doc: Alignment, zero.
      - id: robust_futex_list
        type: u8
        -display: hex
        doc: User address of the robust futex list.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_task_v19:
    -struct: ckpt_hdr_task
    -since: 20100222
    -until: 20110125
    doc: >-
      Main record of a task, in an order that every ABI lays out alike: 64 bytes, 80 with the alternate
      signal stack. A STRING of 16 bytes with the command name follows.
    doc-ref: struct ckpt_hdr_task, checkpoint_hdr.h, v19-2010-02-22 to v23-rc1-pids-2011-01-25
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: state
        type: u4
        doc: Run state of the task in the kernel; the dead state marks a zombie.
      - id: exit_state
        type: u4
        doc: "16 for a zombie, else 0. A dead task without it: EINVAL."
      - id: exit_code
        type: u4
        doc: Wait status of a zombie, below 0x10000; 0 for a live task, else EINVAL.
      - id: exit_signal
        type: u4
        doc: Signal to the parent at exit, 0 to 64; -1 for threads other than the leader.
      - id: pdeath_signal
        type: u4
        doc: "Signal to this task when its parent dies: 0 or a valid signal, else EINVAL."
      - id: compat_robust_futex_head_len
        type: u4
        doc: Bytes of the head of the 32-bit robust futex list.
      - id: compat_robust_futex_list
        type: u4
        -display: hex
        doc: User address of the 32-bit robust futex list.
      - id: robust_futex_head_len
        type: u4
        doc: Bytes of the head of the robust futex list.
      - id: robust_futex_list
        type: u8
        -display: hex
        doc: User address of the robust futex list.
      - id: set_child_tid
        type: u8
        -display: hex
        doc: User address where clone() stores the thread id; 0 for none.
      - id: clear_child_tid
        type: u8
        -display: hex
        doc: User address that is cleared and woken at exit; 0 for none.
      - id: sas_ss_sp
        type: u8
        if: version >= 20110105
        -display: hex
        doc: User address of the alternate signal stack; 0 for none.
      - id: sas_ss_size
        type: u4
        if: version >= 20110105
        doc: Bytes of the alternate signal stack.
      - id: pad0
        size: 4
        if: version >= 20110105
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_task:
    -struct: ckpt_hdr_task
    -since: 20110416
    doc: >-
      Main record of a task; 80 bytes. A STRING of 16 bytes with the command name follows. In a zombie
      only state, exit_state and exit_code mean something.
    doc-ref: struct ckpt_hdr_task, checkpoint_hdr.h, v23-rc2 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: flags
        type: u4
        -display: flags
        doc: >-
          Process flags: 1 forked but not yet executed anything, 2 has used super-user rights; other
          bits are invalid.
      - id: state
        type: u4
        doc: Run state of the task in the kernel; the dead state marks a zombie.
      - id: exit_state
        type: u4
        doc: "16 for a zombie, else 0. A dead task without it: EINVAL."
      - id: exit_code
        type: u4
        doc: Wait status of a zombie, below 0x10000; 0 for a live task, else EINVAL.
      - id: exit_signal
        type: u4
        doc: Signal to the parent at exit, 0 to 64; -1 for threads other than the leader.
      - id: pdeath_signal
        type: u4
        doc: "Signal to this task when its parent dies: 0 or a valid signal, else EINVAL."
      - id: set_child_tid
        type: u8
        -display: hex
        doc: User address where clone() stores the thread id; 0 for none.
      - id: clear_child_tid
        type: u8
        -display: hex
        doc: User address that is cleared and woken at exit; 0 for none.
      - id: sas_ss_sp
        type: u8
        -display: hex
        doc: User address of the alternate signal stack; 0 for none.
      - id: sas_ss_size
        type: u4
        doc: Bytes of the alternate signal stack.
      - id: compat_robust_futex_head_len
        type: u4
        doc: Bytes of the head of the 32-bit robust futex list.
      - id: compat_robust_futex_list
        type: u4
        -display: hex
        doc: User address of the 32-bit robust futex list.
      - id: robust_futex_head_len
        type: u4
        doc: Bytes of the head of the robust futex list.
      - id: robust_futex_list
        type: u8
        -display: hex
        doc: User address of the robust futex list.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_task_ns:
    -struct: ckpt_hdr_task_ns
    doc: Namespaces of a task.
    doc-ref: struct ckpt_hdr_task_ns, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: ns_objref
        type: s4
        -display: ref
        doc: Id of the NS object.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_task_objs:
    -struct: ckpt_hdr_task_objs
    doc: Shared objects of a task. If signal_objref is new, a terminal object, SIGNAL and SIGPENDING follow.
    doc-ref: struct ckpt_hdr_task_objs, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: files_objref
        type: s4
        -display: ref
        doc: Id of the table of open files.
      - id: mm_objref
        type: s4
        -display: ref
        doc: Id of the address space.
      - id: fs_objref
        type: s4
        if: version >= 20100205
        -display: ref
        doc: Id of the object with working and root directory.
      - id: sem_undo_objref
        type: s4
        if: version >= 20110105
        -display: ref
        doc: Id of the list of semaphore undo operations; 0 for none.
      - id: sighand_objref
        type: s4
        -display: ref
        doc: Id of the table of signal actions.
      - id: signal_objref
        type: s4
        -display: ref
        doc: Id of the signal state of the thread group; no OBJREF announces it.
      - id: pad0
        size: 4
        if: version >= 20100205 and version <= 20100617
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_restart_block:
    -struct: ckpt_hdr_restart_block
    doc: System call that the task was to resume.
    doc-ref: struct ckpt_hdr_restart_block, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: function_type
        type: u8
        doc: >-
          What is resumed: 1 nothing, 2 nanosleep, 3 nanosleep on a CPU clock, 4 nanosleep of a
          32-bit task, 5 clock_nanosleep of a 32-bit task, 6 poll, 7 futex wait; other values:
          EINVAL.
      - id: arg_0
        type: u8
        -display: hex
        doc: "Sleep: id of the clock. Poll: address of the descriptors. Futex: address."
      - id: arg_1
        type: u8
        -display: hex
        doc: >-
          Sleep: user address for the rest of the time. Poll: number of descriptors. Futex: expected
          value.
      - id: arg_2
        type: u8
        -display: hex
        doc: >-
          Sleep of a 32-bit task: its user address for the rest. Poll: 1 if there is a timeout.
          Futex: flags.
      - id: arg_3
        type: u8
        -display: hex
        doc: "Futex: bit set to wait on."
      - id: arg_4
        type: u8
        doc: Nanoseconds that are left, 0 if the time has passed.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
