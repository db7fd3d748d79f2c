// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.StructLayout;

/** NS, UTS_NS, NET_NS. */
final class NamespacePart {
    private static final long NEW_UTS_AND_IPC = 0x0c00_0000L;
    private static final int LOOPBACK = 0x7f000001;
    private static final int UP = 1;

    private final Parts parts;
    private final ImageWriter image;

    NamespacePart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
    }

    /** The objref of a set of namespaces, written at first sight. */
    int write(NamespacesPlan spaces) throws IOException {
        return image.object(ObjType.NS, spaces, objref -> {
            if (parts.plan.version.reconstructed()) {
                compound(spaces);
            } else {
                separate(spaces);
            }
        });
    }

    /** v16: NS first, its namespaces behind it without OBJREF. */
    private void compound(NamespacesPlan spaces) throws IOException {
        image.write(image.record(NS).put("flags", NEW_UTS_AND_IPC)
                .put("uts_objref", image.objects().reserve()).put("ipc_objref", image.objects().reserve()));
        names(spaces.host);
        parts.ipc.namespace(spaces.ipc);
    }

    private void separate(NamespacesPlan spaces) throws IOException {
        int uts = spaces.host == null ? 0
                : image.object(ObjType.UTS_NS, spaces.host, ref -> names(spaces.host));
        int ipc = spaces.ipc == null ? 0
                : image.object(ObjType.IPC_NS, spaces.ipc, ref -> parts.ipc.namespace(spaces.ipc));
        boolean network = spaces.network && parts.has(NET_NS);
        int net = network ? image.object(ObjType.NET_NS, new Object(), this::network) : 0;
        image.write(image.record(NS).put("uts_objref", uts).put("ipc_objref", ipc)
                .putIfPresent("net_objref", net));
    }

    private void names(String host) throws IOException {
        RecordBuilder names = image.record(UTS_NS).put("sysname", Parts.text("Linux"))
                .put("nodename", Parts.text(host)).put("release", Parts.text(parts.plan.release))
                .put("version", Parts.text(parts.plan.build))
                .put("machine", Parts.text(HeaderPart.machine(parts.plan.abi)))
                .put("domainname", Parts.text("(none)"));
        image.write(names);
    }

    private void network(int objref) throws IOException {
        image.write(image.record(NET_NS).put("this_ref", objref));
        image.object(ObjType.NETDEV, new Object(), device -> {
            image.write(image.record(NETDEV).put("netns_ref", objref).put("inet_addrs", 1).put("flags", UP));
            StructLayout layout = image.layout("ckpt_netdev_addr");
            byte[] address = new byte[layout.size()];
            for (String field : new String[] {"inet4_local", "inet4_address"}) {
                bigEndian(address, layout.field(field).offset(), LOOPBACK);
            }
            bigEndian(address, layout.field("inet4_mask").offset(), 0xff000000);
            image.payload(NETDEV_ADDR, address);
        });
    }

    private static void bigEndian(byte[] bytes, int at, int value) {
        ByteOrderView.BIG.putI32(bytes, at, value);
    }
}
