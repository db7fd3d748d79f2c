// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/** UTS, IPC and network namespace of a task. */
public final class NamespacesPlan {
    final String host;
    final IpcPlan ipc;
    final boolean network;

    /**
     * @param host name of the host; null to keep the UTS namespace of whoever restarts, in layouts that can
     * @param ipc contents of the IPC namespace; null to keep that of whoever restarts, in layouts that can
     * @param network true to write the network namespace, with its loopback device, in layouts that can
     */
    public NamespacesPlan(String host, IpcPlan ipc, boolean network) {
        this.host = host;
        this.ipc = ipc;
        this.network = network;
    }
}
