# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_socket
  title: Sockets and their buffers
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: "Sockets: state, addresses, queued data. Types are read one record at a time; the root reads nothing."
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
  ckpt_hdr_socket:
    -struct: ckpt_hdr_socket
    doc: Socket; a record of its family (SOCKET_UNIX or SOCKET_INET) follows.
    doc-ref: struct ckpt_hdr_socket, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: has_buffers
        type: u1
        if: version >= 20110105
        doc: "1 if the contents of its queues were saved."
      - id: pad0
        size: 7
        if: version >= 20110105
        -padding: true
        doc: Alignment, zero.
      - id: socket
        type: socket_part
        doc: State of the socket as the system calls see it.
      - id: sock_common
        type: sock_common_part
        doc: State that all families share.
      - id: pad1
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: sock
        type: sock_part
        doc: Options and state of the protocol socket.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  socket_part:
    doc: Generic socket.
    doc-ref: struct ckpt_hdr_socket, member socket, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: flags
        type: u8
        -display: flags
        doc: Flags of the socket in the kernel.
      - id: state
        type: u1
        doc: "1 unconnected, 2 connecting, 3 connected, 4 disconnecting."
      - id: pad0
        size: 7
        -padding: true
        doc: Alignment, zero.
  sock_common_part:
    doc: Head of every protocol socket.
    doc-ref: struct ckpt_hdr_socket, member sock_common, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: bound_dev_if
        type: u4
        doc: Index of the network device it is bound to; 0 for any.
      - id: reuse
        type: u4
        doc: "1 if the address may be used again at once (SO_REUSEADDR)."
      - id: family
        type: u2
        doc: "Address family: 1 unix, 2 internet, 10 internet version 6."
      - id: state
        type: u1
        doc: State of the connection, numbers of TCP (1 established, 7 closed, 10 listening).
      - id: pad0
        size: 1
        -padding: true
        doc: Alignment, zero.
  sock_part:
    doc: Protocol socket.
    doc-ref: struct ckpt_hdr_socket, member sock, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: rcvlowat
        type: s8
        doc: Bytes that make the socket readable (SO_RCVLOWAT).
      - id: flags
        type: u8
        -display: flags
        doc: Flags of the protocol socket in the kernel (bits for options).
      - id: rcvtimeo
        type: s8
        doc: Timeout of receiving, kernel ticks (SO_RCVTIMEO).
      - id: sndtimeo
        type: s8
        doc: Timeout of sending, kernel ticks (SO_SNDTIMEO).
      - id: err
        type: u4
        doc: Pending error number.
      - id: err_soft
        type: u4
        doc: Pending error number that is not fatal.
      - id: priority
        type: u4
        doc: Priority of packets (SO_PRIORITY).
      - id: rcvbuf
        type: s4
        doc: Capacity of the receive queue, bytes.
      - id: sndbuf
        type: s4
        doc: Capacity of the send queue, bytes.
      - id: type
        type: u2
        doc: "Kind of socket: 1 stream, 2 datagram, 5 sequenced packets."
      - id: backlog
        type: s2
        doc: Connections that may wait to be accepted.
      - id: protocol
        type: u1
        doc: Protocol number, 0 for the default of the family.
      - id: state
        type: u1
        doc: State of the connection, numbers of TCP.
      - id: shutdown
        type: u1
        -display: flags
        doc: "Closed directions: 1 receive, 2 send."
      - id: userlocks
        type: u1
        -display: flags
        doc: "Values the task has fixed: 1 send buffer, 2 receive buffer, 4 address, 8 port."
      - id: no_check
        type: u1
        doc: "1 if checksums are off (SO_NO_CHECK)."
      - id: pad0
        size: 3
        -padding: true
        doc: Alignment, zero.
      - id: linger
        type: linger_part
        doc: What close() does with unsent data (SO_LINGER).
  linger_part:
    doc: Linger option.
    doc-ref: struct ckpt_hdr_socket, member sock.linger, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: l_onoff
        type: s4
        doc: Not 0 if the option is on.
      - id: l_linger
        type: s4
        doc: Seconds to wait.
  ckpt_hdr_socket_queue:
    -struct: ckpt_hdr_socket_queue
    doc: Queue of a socket (receive first, then send); that many buffers follow.
    doc-ref: struct ckpt_hdr_socket_queue, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: skb_count
        type: u4
        doc: Number of SOCKET_BUFFER records.
      - id: total_bytes
        type: u4
        doc: Bytes of all buffers together.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_socket_buffer_v18:
    -struct: ckpt_hdr_socket_buffer
    -until: 20091111
    doc: One buffer of a queue; a BUFFER with its data follows.
    doc-ref: struct ckpt_hdr_socket_buffer, checkpoint_hdr.h, v18-2009-10 to v19-dev-lsm-2009-11-11
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: sk_objref
        type: s4
        -display: ref
        doc: Id of the socket it belongs to; 0 for none.
      - id: pr_objref
        type: s4
        -display: ref
        doc: Id of the sending socket; 0 for none.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_socket_buffer:
    -struct: ckpt_hdr_socket_buffer
    -since: 20091201
    doc: >-
      One buffer of a queue. A BUFFER with the linear part and nr_frags times SOCKET_FRAG with a raw
      page follow.
    doc-ref: struct ckpt_hdr_socket_buffer, checkpoint_hdr.h, v19-rc2 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: transport_header
        type: u4
        doc: Offset of the transport header from the start of the buffer, bytes.
      - id: network_header
        type: u4
        doc: Offset of the network header, bytes.
      - id: mac_header
        type: u4
        doc: Offset of the link header, bytes.
      - id: lin_len
        type: u4
        doc: Bytes of the linear part.
      - id: frg_len
        type: u4
        doc: Bytes in page fragments.
      - id: skb_len
        type: u4
        doc: Bytes of the packet.
      - id: hdr_len
        type: u4
        doc: Bytes of the writable header of a clone.
      - id: mac_len
        type: u4
        doc: Bytes of the link header.
      - id: data_offset
        type: u4
        doc: Offset of the data from the start of the buffer, bytes.
      - id: sk_objref
        type: s4
        -display: ref
        doc: Id of the socket it belongs to; 0 for none.
      - id: pr_objref
        type: s4
        -display: ref
        doc: Id of the sending socket; 0 for none.
      - id: protocol
        type: u2
        -display: hex
        doc: Protocol of the packet at link level.
      - id: nr_frags
        type: u2
        doc: Number of SOCKET_FRAG records that follow.
      - id: cb
        size: 48
        -display: hex
        doc: Private bytes of the protocol layer.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_socket_buffer_frag:
    -struct: ckpt_hdr_socket_buffer_frag
    -since: 20091201
    doc: Fragment of a socket buffer; one raw page without a record header follows.
    doc-ref: struct ckpt_hdr_socket_buffer_frag, checkpoint_hdr.h, v19-rc2 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: size
        type: u4
        doc: Bytes of the page that are used.
      - id: offset
        type: u4
        doc: First used byte of the page.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  sockaddr_un_part:
    doc: Address of a unix socket.
    doc-ref: struct ckpt_hdr_socket_unix, member laddr, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: sun_family
        type: u2
        doc: Address family, 1.
      - id: sun_path
        size: 108
        -display: text
        doc: Path, or a name after a NUL byte; as long as the length field says.
  ckpt_hdr_socket_unix:
    -struct: ckpt_hdr_socket_unix
    doc: Unix socket. A STRING with the working directory follows if the local path is relative.
    doc-ref: struct ckpt_hdr_socket_unix, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    params:
      - id: version
        type: s4
        doc: Stamp of the layout.
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: this_id
        -orig-id: this
        type: s4
        -display: ref
        doc: Id of this SOCK object itself.
      - id: peer
        type: s4
        -display: ref
        doc: Id of the connected SOCK object; 0 for none.
      - id: peercred_uid
        type: u4
        if: version <= 20100617
        doc: User id of the peer when it connected.
      - id: peercred_gid
        type: u4
        if: version <= 20100617
        doc: Group id of the peer when it connected.
      - id: peercred
        type: s4
        if: version >= 20110105
        -display: ref
        doc: Id of the CRED object of the peer when it connected.
      - id: flags
        type: u4
        -display: flags
        doc: "1 if the path exists in the file system."
      - id: laddr_len
        type: u4
        doc: Bytes of the local address that count.
      - id: raddr_len
        type: u4
        doc: Bytes of the remote address that count.
      - id: laddr
        type: sockaddr_un_part
        doc: Local address.
      - id: raddr
        type: sockaddr_un_part
        doc: Remote address.
      - id: pad0
        size: 4
        if: version >= 20110105
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
