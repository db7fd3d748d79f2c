# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_signal
  title: Signal actions, pending signals, limits, timers
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Signals of a task and the state that its thread group shares. Types are read one record at a time; the
  root reads nothing.
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
  ckpt_sigset:
    -struct: ckpt_sigset
    doc: Set of signals; bit s - 1 stands for signal s.
    doc-ref: struct ckpt_sigset, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: sigset
        size: 8
        -display: flags
        doc: The set as one 64-bit word in the byte order of the machine.
  ckpt_sigaction:
    -struct: ckpt_sigaction
    doc: Action of one signal.
    doc-ref: struct ckpt_sigaction, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: sa_handler
        -orig-id: _sa_handler
        type: u8
        -display: hex
        doc: Address of the handler; 0 default action, 1 ignored.
      - id: sa_flags
        type: u8
        -display: flags
        doc: Flags of sigaction().
      - id: sa_restorer
        type: u8
        -display: hex
        doc: Address of the code that returns from the handler.
      - id: sa_mask
        type: ckpt_sigset
        doc: Signals blocked while the handler runs.
  ckpt_hdr_sighand:
    -struct: ckpt_hdr_sighand
    doc: Table of signal actions; 2056 bytes with 64 signals.
    doc-ref: struct ckpt_hdr_sighand, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: action
        type: ckpt_sigaction
        repeat: expr
        repeat-expr: (h.len - 8) / 32
        doc: >-
          Actions of the signals from 1 on; as many as the record holds, 64 on every supported
          architecture.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_siginfo_v18:
    -struct: ckpt_siginfo
    -until: 20100617
    doc: Cause of one pending signal; the meaning of some fields depends on it.
    doc-ref: struct ckpt_siginfo, checkpoint_hdr.h, v18-2009-10 to v21-arm-2010-06-17
    seq:
      - id: signo
        type: u4
        doc: "Signal; not valid: EINVAL."
      - id: errno
        -orig-id: _errno
        type: u4
        doc: Error number, 0 to 4094.
      - id: code
        type: u4
        doc: Origin of the signal (si_code).
      - id: pid
        type: u4
        doc: "Sender; a timer: its id; poll: the band."
      - id: uid
        type: s4
        doc: "User id of the sender; a timer: its overrun count."
      - id: sigval_int
        type: u4
        doc: "Value of the signal; poll: the descriptor; a child: its status."
      - id: sigval_ptr
        type: u8
        -display: hex
        doc: >-
          Value of the signal as a pointer; a fault: its address. For a plain kill it holds stale
          kernel memory.
      - id: utime
        type: u8
        doc: "Child: user time in clock ticks; a timer: private value."
      - id: stime
        type: u8
        doc: "Child: system time in clock ticks."
  ckpt_siginfo:
    -struct: ckpt_siginfo
    -since: 20110105
    doc: "Cause of one pending signal, a field for each member of the kernel's siginfo."
    doc-ref: struct ckpt_siginfo, checkpoint_hdr.h, v23-rc1 to v23-samsung
    seq:
      - id: csi_signo
        type: u4
        doc: "Signal; not valid: EINVAL."
      - id: csi_errno
        type: s4
        doc: Error number, 0 to 4094.
      - id: csi_code
        type: s4
        doc: Origin of the signal (si_code).
      - id: csi_pid
        type: u4
        doc: Process id of the sender.
      - id: csi_uid
        type: u4
        doc: User id of the sender.
      - id: csi_fd
        type: s4
        doc: Descriptor of a poll signal.
      - id: csi_tid
        type: u4
        doc: Id of a timer.
      - id: csi_band
        type: u4
        -display: flags
        doc: Events of a poll signal.
      - id: csi_overrun
        type: u4
        doc: Overrun count of a timer.
      - id: csi_trapno
        type: u4
        doc: Trap number, on architectures that have it.
      - id: csi_status
        type: s4
        doc: Exit status of a child.
      - id: csi_int
        type: s4
        doc: Value of the signal as an integer.
      - id: csi_ptr
        type: u8
        -display: hex
        doc: Value of the signal as a pointer; not to be trusted.
      - id: csi_utime
        type: u8
        doc: User time of a child in clock ticks.
      - id: csi_stime
        type: u8
        doc: System time of a child in clock ticks.
      - id: csi_addr
        type: u8
        -display: hex
        doc: Address of a fault.
      - id: csi_sys_private
        type: s4
        doc: Private value of a timer.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
  ckpt_hdr_sigpending_v18:
    -struct: ckpt_hdr_sigpending
    -until: 20100617
    doc: "Queue of pending signals: of the thread group after SIGNAL, of the task before SIGNAL_TASK."
    doc-ref: struct ckpt_hdr_sigpending, checkpoint_hdr.h, v18-2009-10 to v21-arm-2010-06-17
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: nr_pending
        type: u4
        doc: Number of siginfo entries; must match the record length, else EINVAL.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: signal
        type: ckpt_sigset
        doc: Signals that are pending, queued or not.
      - id: siginfo
        type: ckpt_siginfo_v18
        repeat: expr
        # The cast keeps the spec compiler from proposing another name for the count.
        repeat-expr: nr_pending.as<u4>
        doc: Queued signals in order.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_sigpending:
    -struct: ckpt_hdr_sigpending
    -since: 20110105
    doc: "Queue of pending signals: of the thread group after SIGNAL, of the task before SIGNAL_TASK."
    doc-ref: struct ckpt_hdr_sigpending, checkpoint_hdr.h, v23-rc1 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: nr_pending
        type: u4
        doc: Number of siginfo entries; must match the record length, else EINVAL.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: signal
        type: ckpt_sigset
        doc: Signals that are pending, queued or not.
      - id: siginfo
        type: ckpt_siginfo
        repeat: expr
        # The cast keeps the spec compiler from proposing another name for the count.
        repeat-expr: nr_pending.as<u4>
        doc: Queued signals in order.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_rlimit:
    -struct: ckpt_rlimit
    doc: One resource limit; the largest value means no limit.
    doc-ref: struct ckpt_rlimit, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: rlim_cur
        type: u8
        doc: Limit in force, in the unit of the resource.
      - id: rlim_max
        type: u8
        doc: How far the task may raise it; above that of the restarting task a privilege is needed.
  ckpt_hdr_signal:
    -struct: ckpt_hdr_signal
    doc: State that the threads of a group share. Timers are in nanoseconds; a value of 0 means off.
    doc-ref: struct ckpt_hdr_signal, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: rlim
        type: ckpt_rlimit
        repeat: expr
        repeat-expr: 16
        doc: Resource limits in the order of the kernel (0 CPU time ... 15 real-time run time).
      - id: it_real_value
        type: u8
        doc: "Real-time timer: time left, ns."
      - id: it_real_incr
        type: u8
        doc: "Real-time timer: interval, ns."
      - id: it_virt_value
        type: u8
        doc: "Timer of user time: time left, ns."
      - id: it_virt_incr
        type: u8
        doc: "Timer of user time: interval, ns."
      - id: it_prof_value
        type: u8
        doc: "Timer of user and system time: time left, ns."
      - id: it_prof_incr
        type: u8
        doc: "Timer of user and system time: interval, ns."
      - id: tty_objref
        type: s4
        -display: ref
        doc: Id of the controlling terminal; 0 for none.
      - id: tty_pgrp
        type: s4
        doc: Foreground process group of the terminal; from 20110125 on the tag of a pid object.
      - id: tty_old_pgrp
        type: s4
        doc: Process group to which the terminal goes back; same.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_signal_task:
    -struct: ckpt_hdr_signal_task
    doc: Signals that a single thread blocks.
    doc-ref: struct ckpt_hdr_signal_task, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: blocked
        type: ckpt_sigset
        doc: Blocked signals; SIGKILL and SIGSTOP are dropped on restart.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
