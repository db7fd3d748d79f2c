// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;

/** One end of a pair of unix stream sockets. */
public final class SocketPlan {
    SocketPlan peer;
    CredPlan peerCred;
    final List<byte[]> received = new ArrayList<>();
    int fragments;

    private SocketPlan() {}

    /** A new pair of connected sockets; this is one end, {@link #peer} the other. */
    public static SocketPlan pair(CredPlan peerCred) {
        SocketPlan one = new SocketPlan();
        one.peer = new SocketPlan();
        one.peer.peer = one;
        one.peerCred = peerCred;
        one.peer.peerCred = peerCred;
        return one;
    }

    /** The other end. */
    public SocketPlan peer() {
        return peer;
    }

    /** Adds a buffer to the receive queue. */
    public SocketPlan receive(byte[] data) {
        received.add(data);
        return this;
    }

    /** Lets each buffer have that many pages behind its linear part (since v19-rc2). */
    public SocketPlan fragments(int pages) {
        fragments = pages;
        return this;
    }
}
