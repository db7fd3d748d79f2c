// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.util.Arrays;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.pseudonym.Pseudonyms;
import org.ckptimage.formats.layout.FieldLayout;

/** Puts stand-ins for network and hardware addresses; ports and masks stay. */
final class AddressEdit {
    private static final String[] INET = {"daddr", "rcv_saddr", "saddr", "laddr.sin_addr.s_addr",
        "raddr.sin_addr.s_addr", "inet6.saddr.__in6_u.__u6_addr8", "inet6.rcv_saddr.__in6_u.__u6_addr8",
        "inet6.daddr.__in6_u.__u6_addr8"};
    /** Of {@code ckpt_netdev_addr}: local address, address of the device, broadcast address. */
    private static final int[] NETDEV_ADDRS = {8, 12, 20};
    private static final int NETDEV_ADDR = 24;
    private static final int IPV4 = 4;

    private final Pseudonyms pseudonyms;

    AddressEdit(Pseudonyms pseudonyms) {
        this.pseudonyms = pseudonyms;
    }

    void change(Draft draft) {
        if (draft.type() == null) {
            return;
        }
        switch (draft.type()) {
            case SOCKET_INET -> {
                for (String name : INET) {
                    field(draft, name);
                }
            }
            case NETDEV -> field(draft, "hwaddr");
            case NETDEV_ADDR -> {
                for (int at = FrameReader.HEADER; at + NETDEV_ADDR <= draft.length(); at += NETDEV_ADDR) {
                    for (int offset : NETDEV_ADDRS) {
                        address(draft, at + offset, IPV4);
                    }
                }
            }
            default -> { }
        }
    }

    private void field(Draft draft, String name) {
        if (draft.has(name)) {
            FieldLayout field = draft.layout().orElseThrow().field(name);
            address(draft, field.offset(), field.size() * field.count());
        }
    }

    /** Addresses are in network order whatever the image is, so their bytes are taken as they lie. */
    private void address(Draft draft, int at, int n) {
        byte[] standIn = pseudonyms.address(Arrays.copyOfRange(draft.bytes(), at, at + n));
        System.arraycopy(standIn, 0, draft.bytes(), at, n);
    }
}
