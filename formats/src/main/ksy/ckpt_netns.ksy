# SPDX-License-Identifier: Apache-2.0
meta:
  id: ckpt_netns
  title: Network namespaces and devices
  license: Apache-2.0
  ks-version: "0.11"
  endian:
    switch-on: is_be
    cases:
      true: be
      false: le
doc: Network namespaces and their devices. Types are read one record at a time; the root reads nothing.
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
  ckpt_hdr_netns:
    -struct: ckpt_hdr_netns
    -since: 20100330
    doc: Network namespace.
    doc-ref: struct ckpt_hdr_netns, checkpoint_hdr.h, v20-netns-dev-2010-03-30a to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: this_ref
        type: s4
        -display: ref
        doc: Id of this NET_NS object itself.
      - id: pad0
        size: 4
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  veth_part:
    doc: Pair of connected devices.
    doc-ref: struct ckpt_hdr_netdev, member veth, checkpoint_hdr.h, v18-2009-10 to v23-samsung
    seq:
      - id: this_ref
        type: s4
        -display: ref
        doc: Id of this device.
      - id: peer_ref
        type: s4
        -display: ref
        doc: Id of the other end.
  ckpt_hdr_netdev:
    -struct: ckpt_hdr_netdev
    -since: 20100330
    -union-arms:
      - id: macvlan.mode
        type: u4
        ofs: 12
        doc: Mode of a device of type 3 (private, bridge, ...).
    doc: Network device.
    doc-ref: struct ckpt_hdr_netdev, checkpoint_hdr.h, v20-netns-dev-2010-03-30a to v23-samsung
    seq:
      - id: h
        type: ckpt_hdr
        doc: Record header.
      - id: netns_ref
        type: s4
        -display: ref
        doc: Id of the network namespace of the device.
      - id: veth
        type: veth_part
        doc: Both ends of a device of type 1; in a union with macvlan.
      - id: inet_addrs
        type: u4
        doc: Number of ckpt_netdev_addr entries.
      - id: type
        type: u2
        doc: "Kind of device: 0 loopback, 1 veth, 2 sit, 3 macvlan."
      - id: flags
        type: u2
        -display: flags
        doc: Interface flags (IFF_UP and others).
      - id: hwaddr
        size: 6
        -display: hex
        doc: Hardware address.
      - id: pad0
        size: 6
        -padding: true
        doc: Alignment, zero.
      - id: tail
        size-eos: true
        doc: What the record holds beyond the struct; empty unless the writer added something.
  ckpt_netdev_addr:
    -struct: ckpt_netdev_addr
    -since: 20100330
    doc: Address of a network device.
    doc-ref: struct ckpt_netdev_addr, checkpoint_hdr.h, v20-netns-dev-2010-03-30a to v23-samsung
    seq:
      - id: type
        type: u2
        doc: "Kind of address: 0 IPv4."
      - id: pad0
        size: 6
        -padding: true
        doc: Alignment, zero.
      - id: inet4_local
        type: u4be
        -display: hex
        doc: Local address, network order.
      - id: inet4_address
        type: u4be
        -display: hex
        doc: Address of the device or of its peer, network order.
      - id: inet4_mask
        type: u4be
        -display: hex
        doc: Network mask, network order.
      - id: inet4_broadcast
        type: u4be
        -display: hex
        doc: Broadcast address, network order.
