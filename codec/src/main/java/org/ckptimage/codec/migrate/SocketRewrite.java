// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.V19_RC2;
import static org.ckptimage.formats.FormatVersion.V23_RC1;

import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.migrate.field.Draft;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** SOCKET_UNIX with the cred of its peer, SOCKET_BUFFER with its lengths, SOCKET_FRAG with its page. */
final class SocketRewrite {
    private static final int NOBODY = -1;
    private static final Set<String> PEER = Set.of("peercred", "peercred_uid", "peercred_gid");

    private final Conversion conversion;
    private final StructRewrite structs;
    private final PayloadCopy payloads;
    private final CredRewrite creds;
    private byte[] held = new byte[0];

    SocketRewrite(Conversion conversion, StructRewrite structs, PayloadCopy payloads, CredRewrite creds) {
        this.conversion = conversion;
        this.structs = structs;
        this.payloads = payloads;
        this.creds = creds;
    }

    void unix(Feed feed) throws IOException {
        boolean changes = conversion.gains(V23_RC1) || conversion.loses(V23_RC1);
        Draft socket = structs.draft(feed, changes ? PEER : Set.of());
        StructLayout layout = conversion.from.require(RecordType.SOCKET_UNIX);
        if (conversion.loses(V23_RC1)) {
            toIds(socket, layout.field("peercred"), feed.frame().getInt(layout.field("peercred")));
        } else if (changes) {
            toCred(socket, layout.field("peercred_uid"), feed);
        }
        structs.write(socket);
    }

    private void toIds(Draft socket, FieldLayout field, int objref) {
        socket.put("peercred_uid", objref > 0 ? creds.euid(objref) : NOBODY)
                .put("peercred_gid", objref > 0 ? creds.egid(objref) : NOBODY);
        if (objref > 0) {
            conversion.ledger.lost(field, objref + ": " + conversion.target.version().label()
                    + " has only the euid and egid of that cred");
        }
    }

    private void toCred(Draft socket, FieldLayout field, Feed feed) {
        int uid = feed.frame().getInt(field);
        int gid = feed.frame().getInt(conversion.from.require(RecordType.SOCKET_UNIX).field("peercred_gid"));
        int cred = creds.withIds(uid, gid);
        String ids = Integer.toUnsignedString(uid) + ", gid " + Integer.toUnsignedString(gid) + ": ";
        if (cred != 0) {
            socket.put("peercred", cred);
            conversion.ledger.invented("peercred", cred + ": the first cred of uid " + ids
                    + "the source has only the ids");
        } else if (uid != NOBODY) {
            conversion.ledger.lost(field, ids + "no cred before this record has these ids");
        }
    }

    /** The layouts before v19-rc2 do not say how much data follows, so the next record has to be seen. */
    void buffer(Feed feed) throws IOException {
        Draft buffer = structs.draft(feed, Set.of());
        if (conversion.gains(V19_RC2)) {
            held = Arrays.copyOf(buffer.bytes(), buffer.length());
        } else {
            structs.write(buffer);
        }
    }

    /** Writes the SOCKET_BUFFER that was held back, now that the record behind it is known. */
    void before(Feed feed) throws IOException {
        if (held.length == 0) {
            return;
        }
        if (feed.frame().type() == RecordType.BUFFER) {
            long data = feed.frame().length() - FrameReader.HEADER;
            StructLayout layout = conversion.to.require(RecordType.SOCKET_BUFFER);
            for (String length : new String[] {"lin_len", "skb_len"}) {
                conversion.target.order().putI32(held, layout.field(length).offset(), (int) data);
            }
        }
        conversion.image.frames().record(held, 0, held.length);
        held = new byte[0];
    }

    /** A fragment and its page, which older layouts cannot carry. */
    void fragment(Feed feed) throws IOException {
        if (conversion.has(RecordType.SOCKET_FRAG)) {
            structs.copy(feed);
            payloads.rawPage(feed);
        } else {
            conversion.ledger.dropped();
        }
    }
}
