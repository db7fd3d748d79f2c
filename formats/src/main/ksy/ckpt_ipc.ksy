# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_ipc
  title: SysV IPC namespaces and objects, semaphore undo
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  SysV IPC: the namespace with its limits, segments, queues, semaphores. Types are read one record at a
  time; the root reads nothing.
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
  ckpt_hdr_ipcns:
    -struct: ckpt_hdr_ipcns
    doc: >-
      IPC namespace with its limits; a negative signed limit: EINVAL. Three IPC records with their
      objects follow: segments, queues, semaphores.
    doc-ref: struct ckpt_hdr_ipcns, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: shm_ctlmax
        type: u8
        doc: Largest segment, bytes.
      - id: shm_ctlall
        type: u8
        doc: All segments together, pages.
      - id: shm_ctlmni
        type: s4
        doc: Number of segments at most.
      - id: msg_ctlmax
        type: s4
        doc: Largest message, bytes.
      - id: msg_ctlmnb
        type: s4
        doc: Default size of a queue, bytes.
      - id: msg_ctlmni
        type: s4
        doc: Number of queues at most.
      - id: sem_ctl_msl
        type: s4
        doc: Semaphores in one set at most.
      - id: sem_ctl_mns
        type: s4
        doc: Semaphores in all sets at most.
      - id: sem_ctl_opm
        type: s4
        doc: Operations in one semop() at most.
      - id: sem_ctl_mni
        type: s4
        doc: Number of sets at most.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ipc:
    -struct: ckpt_hdr_ipc
    doc: Start of the objects of one kind.
    doc-ref: struct ckpt_hdr_ipc, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: ipc_type
        type: u4
        doc: "Record type of the objects that follow; another one than expected: EINVAL."
      - id: ipc_count
        type: u4
        doc: Number of objects that follow.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ipc_perms:
    -struct: ckpt_hdr_ipc_perms
    doc: Owner and rights, embedded in every IPC object.
    doc-ref: struct ckpt_hdr_ipc_perms, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Unused header, zero; the record has its own.
      - id: id
        type: s4
        doc: "Id of the object; negative: EINVAL."
      - id: key
        type: u4
        -display: hex
        doc: Key of the object, 0 for a private one.
      - id: uid
        type: u4
        doc: User id of the owner.
      - id: gid
        type: u4
        doc: Group id of the owner.
      - id: cuid
        type: u4
        doc: User id of the creator.
      - id: cgid
        type: u4
        doc: Group id of the creator.
      - id: mode
        type: u4
        -display: octal
        doc: Permission bits; only 0777, and for segments the bit that marks a removed one.
      - id: padding
        -orig-id: _padding
        type: u4
        doc: Zero; a field of the kernel struct.
      - id: seq
        type: u8
        doc: "Sequence number of the slot; at or above 65535: EINVAL."
      - id: sec_ref
        type: s4
        if: version >= 20091111
        -display: ref
        doc: Id of the security label (ptrref of a SECURITY record); 0 for none.
      - id: pad0
        size: 4
        if: version >= 20091111
        -padding: true
        doc: Alignment, zero.
  ckpt_hdr_ipc_shm:
    -struct: ckpt_hdr_ipc_shm
    doc: Shared memory segment; its page data follows.
    doc-ref: struct ckpt_hdr_ipc_shm, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: perms
        type: ckpt_hdr_ipc_perms(version)
        doc: Owner and rights.
      - id: shm_segsz
        type: u8
        doc: Size, bytes.
      - id: shm_atim
        type: u8
        doc: Last attach, seconds since 1970.
      - id: shm_dtim
        type: u8
        doc: Last detach, seconds since 1970.
      - id: shm_ctim
        type: u8
        doc: Last change, seconds since 1970.
      - id: shm_cprid
        type: s4
        doc: "Process id of the creator; negative: EINVAL."
      - id: shm_lprid
        type: s4
        doc: "Process id of the last attach or detach; negative: EINVAL."
      - id: mlock_uid
        type: u4
        doc: User who locked it in memory; must be 0xffffffff (nobody), else ENOSYS.
      - id: flags
        type: u4
        -display: octal
        doc: Only SHM_NORESERVE and SHM_HUGETLB are valid; the latter works from 20110416 on, else ENOSYS.
      - id: objref
        type: u4
        -display: ref
        doc: Id of the shared memory, to which mappings refer.
      - id: shift
        type: u2
        if: version >= 20110416
        doc: Binary logarithm of the size of a huge page in bytes; 0 if there is none.
      - id: pad0
        size: 2
        if: version >= 20110416
        -padding: true
        doc: Alignment, zero.
      - id: pad1
        size: 4
        if: version <= 20110125
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ipc_msg:
    -struct: ckpt_hdr_ipc_msg
    doc: Message queue; its messages follow.
    doc-ref: struct ckpt_hdr_ipc_msg, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: perms
        type: ckpt_hdr_ipc_perms(version)
        doc: Owner and rights.
      - id: q_stime
        type: u8
        doc: Last msgsnd(), seconds since 1970.
      - id: q_rtime
        type: u8
        doc: Last msgrcv(), seconds since 1970.
      - id: q_ctime
        type: u8
        doc: Last change, seconds since 1970.
      - id: q_cbytes
        type: u8
        doc: Bytes in the queue; must be the sum of the messages, else EINVAL.
      - id: q_qnum
        type: u8
        doc: Number of messages that follow.
      - id: q_qbytes
        type: u8
        doc: Capacity of the queue, bytes.
      - id: q_lspid
        type: s4
        doc: Process id of the last sender.
      - id: q_lrpid
        type: s4
        doc: Process id of the last receiver.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ipc_msg_msg_v18:
    -struct: ckpt_hdr_ipc_msg_msg
    -until: 20091206
    doc: One message; BUFFERs with its text follow, cut at sizes of the kernel.
    doc-ref: struct ckpt_hdr_ipc_msg_msg, checkpoint_hdr.h, v18-2009-10 to v19-rc2-x86_64-2009-12-06
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: m_type
        type: s4
        doc: Type of the message, at least 1.
      - id: m_ts
        type: u4
        doc: Bytes of the text.
      - id: sec_ref
        type: s4
        if: version >= 20091111
        -display: ref
        doc: Id of the security label (ptrref of a SECURITY record); 0 for none.
      - id: pad0
        size: 4
        if: version >= 20091111
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ipc_msg_msg:
    -struct: ckpt_hdr_ipc_msg_msg
    -since: 20100205
    doc: One message; BUFFERs with its text follow, cut at sizes of the kernel.
    doc-ref: struct ckpt_hdr_ipc_msg_msg, checkpoint_hdr.h, v19-rc3 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: m_type
        type: s8
        doc: Type of the message, at least 1.
      - id: m_ts
        type: u4
        doc: Bytes of the text; above msg_ctlmax of the namespace is invalid.
      - id: sec_ref
        type: s4
        -display: ref
        doc: Id of the security label (ptrref of a SECURITY record); 0 for none.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_ipc_sem:
    -struct: ckpt_hdr_ipc_sem
    doc: >-
      Set of semaphores. A BUFFER with value and last process id of each (four bytes both) follows if
      there are any.
    doc-ref: struct ckpt_hdr_ipc_sem, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: perms
        type: ckpt_hdr_ipc_perms(version)
        doc: Owner and rights.
      - id: sem_otime
        type: u8
        doc: Last semop(), seconds since 1970.
      - id: sem_ctime
        type: u8
        doc: Last change, seconds since 1970.
      - id: sem_nsems
        type: u4
        doc: Number of semaphores.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_task_sem_undo_list:
    -struct: ckpt_hdr_task_sem_undo_list
    -since: 20110105
    doc: Semaphore operations that are undone when the task exits; the entries follow.
    doc-ref: struct ckpt_hdr_task_sem_undo_list, checkpoint_hdr.h, v23-rc1 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: count
        type: u4
        doc: Number of TASK_SEM_UNDO records.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_task_sem_undo:
    -struct: ckpt_hdr_task_sem_undo
    -since: 20110105
    doc: Adjustments of one semaphore set.
    doc-ref: struct ckpt_hdr_task_sem_undo, checkpoint_hdr.h, v23-rc1 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: semid
        type: u4
        doc: Id of the semaphore set.
      - id: semadj_count
        type: u4
        doc: Number of adjustments, one per semaphore of the set.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
