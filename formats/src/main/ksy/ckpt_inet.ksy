# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_inet
  title: Internet sockets
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: >-
  Internet sockets: addresses and the state of TCP connections. Types are read one record at a time; the
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
  in_addr_part:
    doc: Internet address.
    doc-ref: struct ckpt_hdr_socket_inet, member laddr.sin_addr, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: s_addr
        type: u4be
        -display: hex
        doc: Address, network order.
  sockaddr_in_part:
    doc: Address of an internet socket.
    doc-ref: struct ckpt_hdr_socket_inet, member laddr, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: sin_family
        type: u2
        doc: Address family, 2.
      - id: sin_port
        type: u2be
        doc: Port, network order.
      - id: sin_addr
        type: in_addr_part
        doc: Address.
      - id: sin_zero
        size: 8
        doc: Unused.
  ckpt_hdr_socket_inet_v18:
    -struct: ckpt_hdr_socket_inet
    -until: 20091111
    doc: Internet socket, addresses only.
    doc-ref: struct ckpt_hdr_socket_inet, checkpoint_hdr.h, v18-2009-10 to v19-dev-lsm-2009-11-11
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: laddr_len
        type: u4
        doc: Bytes of the local address that count.
      - id: raddr_len
        type: u4
        doc: Bytes of the remote address that count.
      - id: laddr
        type: sockaddr_in_part
        doc: Local address.
      - id: raddr
        type: sockaddr_in_part
        doc: Remote address.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_hdr_socket_inet:
    -struct: ckpt_hdr_socket_inet
    -since: 20091201
    doc: >-
      Internet socket with the whole state of a TCP connection. Times are ticks of the checkpointing
      kernel.
    doc-ref: struct ckpt_hdr_socket_inet, checkpoint_hdr.h, v19-rc2 to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: daddr
        type: u4
        -display: hex
        doc: Remote address as the kernel holds it.
      - id: rcv_saddr
        type: u4
        -display: hex
        doc: Local address the socket is bound to.
      - id: saddr
        type: u4
        -display: hex
        doc: Local address for sending.
      - id: dport
        type: u2
        -display: hex
        doc: Remote port as the kernel holds it.
      - id: num
        type: u2
        doc: Local port, host order.
      - id: sport
        type: u2
        -display: hex
        doc: Local port as the kernel holds it.
      - id: uc_ttl
        type: s2
        doc: Time to live of packets; -1 for the default.
      - id: cmsg_flags
        type: u2
        -display: flags
        doc: Control messages the task asked for.
      - id: pad0
        size: 2
        -padding: true
        doc: Alignment, zero.
      - id: icsk_ack
        type: icsk_ack_part
        doc: State of delayed acknowledgements.
      - id: tcp
        type: tcp_part
        doc: State of TCP.
      - id: inet6
        type: inet6_part
        doc: Addresses of an IPv6 socket.
      - id: laddr_len
        type: u4
        doc: Bytes of the local address that count.
      - id: raddr_len
        type: u4
        doc: Bytes of the remote address that count.
      - id: laddr
        type: sockaddr_in_part
        doc: Local address.
      - id: raddr
        type: sockaddr_in_part
        doc: Remote address.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  icsk_ack_part:
    doc: Delayed acknowledgements of a connection.
    doc-ref: struct ckpt_hdr_socket_inet, member icsk_ack, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: timeout
        type: u8
        doc: When the scheduled acknowledgement is due, ticks.
      - id: ato
        type: u4
        doc: Predicted delay of an acknowledgement, ticks.
      - id: lrcvtime
        type: u4
        doc: When data was last received, ticks.
      - id: last_seg_size
        type: u2
        doc: Bytes of the last received segment.
      - id: rcv_mss
        type: u2
        doc: Guessed segment size of the sender, bytes.
      - id: pending
        type: u1
        -display: flags
        doc: Acknowledgement is scheduled, pushed, or the timer is armed.
      - id: quick
        type: u1
        doc: Acknowledgements left that go out at once.
      - id: pingpong
        type: u1
        doc: "1 if the connection is interactive."
      - id: blocked
        type: u1
        doc: "1 if an acknowledgement was held up by a task."
  tcp_part:
    doc: "State of a TCP connection; names as in the kernel's socket."
    doc-ref: struct ckpt_hdr_socket_inet, member tcp, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: rcv_nxt
        type: u4
        doc: Sequence number expected next.
      - id: copied_seq
        type: u4
        doc: First sequence number the task has not read.
      - id: rcv_wup
        type: u4
        doc: rcv_nxt when the window was last announced.
      - id: snd_nxt
        type: u4
        doc: Sequence number to send next.
      - id: snd_una
        type: u4
        doc: First sequence number not acknowledged.
      - id: snd_sml
        type: u4
        doc: Last byte of the latest small segment sent.
      - id: rcv_tstamp
        type: u4
        doc: When an acknowledgement last came, ticks.
      - id: lsndtime
        type: u4
        doc: When data was last sent, ticks.
      - id: snd_wl1
        type: u4
        doc: Sequence number of the last window update.
      - id: snd_wnd
        type: u4
        doc: Window of the peer, bytes.
      - id: max_window
        type: u4
        doc: Largest window the peer has announced, bytes.
      - id: mss_cache
        type: u4
        doc: Segment size in use, bytes.
      - id: window_clamp
        type: u4
        doc: Largest window to announce, bytes.
      - id: rcv_ssthresh
        type: u4
        doc: Current limit of the announced window, bytes.
      - id: frto_highmark
        type: u4
        doc: snd_nxt when the retransmission timer last fired.
      - id: srtt
        type: u4
        doc: Smoothed round-trip time, eighths of a tick.
      - id: mdev
        type: u4
        doc: Mean deviation of the round-trip time, quarters of a tick.
      - id: mdev_max
        type: u4
        doc: Largest mdev of the last round trip.
      - id: rttvar
        type: u4
        doc: Smoothed mdev_max.
      - id: rtt_seq
        type: u4
        doc: Sequence number at which rttvar is next updated.
      - id: packets_out
        type: u4
        doc: Segments in flight.
      - id: retrans_out
        type: u4
        doc: Segments sent again and not yet acknowledged.
      - id: snd_up
        type: u4
        doc: Sequence number of the urgent byte to send.
      - id: rcv_wnd
        type: u4
        doc: Announced window, bytes.
      - id: write_seq
        type: u4
        doc: Sequence number after the last byte in the send queue.
      - id: pushed_seq
        type: u4
        doc: Sequence number up to which data was pushed.
      - id: lost_out
        type: u4
        doc: Segments believed lost.
      - id: sacked_out
        type: u4
        doc: Segments acknowledged selectively.
      - id: fackets_out
        type: u4
        doc: Segments up to the highest one acknowledged selectively.
      - id: tso_deferred
        type: u4
        doc: When sending was last put off to make larger segments.
      - id: bytes_acked
        type: u4
        doc: Bytes acknowledged since the window last grew.
      - id: lost_cnt_hint
        type: s4
        doc: Position of the search for lost segments.
      - id: retransmit_high
        type: u4
        doc: End of the range to be sent again.
      - id: lost_retrans_low
        type: u4
        doc: Lowest sequence number of lost retransmissions.
      - id: prior_ssthresh
        type: u4
        doc: Slow-start threshold before the last reduction, segments.
      - id: high_seq
        type: u4
        doc: snd_nxt when recovery started.
      - id: retrans_stamp
        type: u4
        doc: Time stamp of the first retransmission, ticks.
      - id: undo_marker
        type: u4
        doc: snd_una when retransmission started; 0 if nothing can be undone.
      - id: undo_retrans
        type: s4
        doc: Retransmissions that can still turn out unneeded.
      - id: total_retrans
        type: u4
        doc: Retransmissions of the connection.
      - id: urg_seq
        type: u4
        doc: Sequence number of the received urgent byte.
      - id: keepalive_time
        type: u4
        doc: Idle time before the first probe, ticks.
      - id: keepalive_intvl
        type: u4
        doc: Time between probes, ticks.
      - id: urg_data
        type: u2
        -display: hex
        doc: Received urgent byte and its state.
      - id: advmss
        type: u2
        doc: Segment size announced to the peer, bytes.
      - id: frto_counter
        type: u1
        doc: Acknowledgements since the timer fired.
      - id: nonagle
        type: u1
        doc: Small segments are held back or not (TCP_NODELAY, TCP_CORK).
      - id: ecn_flags
        type: u1
        -display: flags
        doc: State of explicit congestion notification.
      - id: reordering
        type: u1
        doc: Segments that may arrive out of order.
      - id: keepalive_probes
        type: u1
        doc: Probes before the connection is given up.
      - id: pad0
        size: 3
        -padding: true
        doc: Alignment, zero.
  in6_addr_part:
    -union-arms:
      - id: __in6_u.__u6_addr16
        type: u2
        ofs: 0
        count: 8
        doc: The address as eight words.
      - id: __in6_u.__u6_addr32
        type: u4
        ofs: 0
        count: 4
        doc: The address as four words.
    doc: IPv6 address, network order.
    doc-ref: struct ckpt_hdr_socket_inet, member inet6.saddr, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: u6_addr8
        -orig-id: __in6_u.__u6_addr8
        size: 16
        -display: hex
        doc: The address as sixteen bytes.
  inet6_part:
    doc: Addresses of an IPv6 socket.
    doc-ref: struct ckpt_hdr_socket_inet, member inet6, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: saddr
        type: in6_addr_part
        doc: Local address for sending.
      - id: rcv_saddr
        type: in6_addr_part
        doc: Local address the socket is bound to.
      - id: daddr
        type: in6_addr_part
        doc: Remote address.
