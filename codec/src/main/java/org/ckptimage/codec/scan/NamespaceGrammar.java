// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import java.util.Map;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;

/** Objects of a task's namespaces other than IPC and user: NS, UTS_NS, NET_NS, NETDEV. */
final class NamespaceGrammar {
    private static final long CLONE_NEWUTS = 0x0400_0000L;
    private static final long CLONE_NEWIPC = 0x0800_0000L;

    private final Scan scan;
    private final References references;
    private final IpcGrammar ipc;

    NamespaceGrammar(Scan scan, References references, IpcGrammar ipc) {
        this.scan = scan;
        this.references = references;
        this.ipc = ipc;
    }

    void register(Map<ObjType, Production> objects) {
        Production ns = Production.named("ns").one(NS, this::ns);
        if (scan.version.reconstructed()) {
            ns.oneWhen(scope -> (scope.value & CLONE_NEWUTS) != 0, UTS_NS, scope -> { })
                    .thenWhen(scope -> (scope.value & CLONE_NEWIPC) != 0, ipc.namespace());
        }
        objects.put(ObjType.NS, ns);
        objects.put(ObjType.UTS_NS, Production.single(UTS_NS, scope -> { }));
        objects.put(ObjType.IPC_NS, ipc.namespace());
        objects.put(ObjType.NET_NS, loose(Production.named("net_ns").one(NET_NS)));
        objects.put(ObjType.NETDEV, loose(Production.named("netdev").one(NETDEV)));
    }

    /** Network parts are known by name and struct only, so what follows is left open. */
    private Production loose(Production rule) {
        return rule.anyOf(Production.single(NETDEV, scope -> { }),
                Production.single(NETDEV_ADDR, scope -> { }),
                Production.single(BUFFER, scope -> { }), Production.single(STRING,
                scope -> Strings.path(scan)));
    }

    private void ns(Scope scope) {
        if (scan.version.reconstructed()) {
            scope.value = scan.frame.get(scan.structs.field(NS, "flags"));
            return;
        }
        Need need = scan.version.since(FormatVersion.V19_DEV) ? Need.ZERO_IS_NONE : Need.REQUIRED;
        references.check(scan.structs.field(NS, "uts_objref"), ObjType.UTS_NS, need);
        references.check(scan.structs.field(NS, "ipc_objref"), ObjType.IPC_NS, need);
        FieldLayout net = scan.structs.field(NS, "net_objref");
        references.check(net, ObjType.NET_NS, Need.ZERO_IS_NONE);
    }
}
