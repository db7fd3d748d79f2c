// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import java.io.IOException;
import org.ckptimage.codec.record.CredCodec;
import org.ckptimage.codec.record.GroupinfoCodec;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.record.CapabilitySets;
import org.ckptimage.formats.record.Cred;
import org.ckptimage.formats.record.Slack;

/** Creds of a generated image with their groups, users and user namespaces. */
final class CredRecords {
    static final int MAX_GROUPS = GroupinfoCodec.MAX_GROUPS;
    private static final int FIRST_ID = 1000;
    private static final int GID_STEP = 32;
    private static final int CREDS_PER_USER = 4;
    /** Stands for "no such id" and gets a warning. */
    private static final int OVERFLOW_ID = 65534;

    private final ImageParts parts;
    private final CredCodec creds = new CredCodec(ImageParts.VERSION, ImageParts.FORMAT.order());
    private final GroupinfoCodec groups = new GroupinfoCodec(ImageParts.VERSION, ImageParts.FORMAT.order());
    private final byte[] record = new byte[GroupinfoCodec.length(MAX_GROUPS)];
    private final int[] gids = new int[MAX_GROUPS];
    private int userNs;
    private int user;
    private int uid = FIRST_ID;

    CredRecords(ImageParts parts) {
        this.parts = parts;
    }

    /**
     * Writes a cred with a GROUPINFO of {@code ngroups} ascending ids, and now and then a new USER for it;
     * returns its objref.
     */
    int fresh(int ngroups) throws IOException {
        int cred = parts.object(ObjType.CRED);
        int groupinfo = groupinfo(ngroups);
        if (user == 0 || parts.random.nextInt(CREDS_PER_USER) == 0) {
            uid += uid + 1 == OVERFLOW_ID ? 2 : 1;
            user = user(uid);
        }
        return body(cred, groupinfo, user, uid);
    }

    private int groupinfo(int ngroups) throws IOException {
        int objref = parts.object(ObjType.GROUPINFO);
        int gid = FIRST_ID;
        for (int i = 0; i < ngroups; i++) {
            gid += 1 + parts.random.nextInt(GID_STEP);
            gid += gid == OVERFLOW_ID ? 1 : 0;
            gids[i] = gid;
        }
        int at = groups.header(ngroups, record, 0);
        at += groups.encodeGids(gids, 0, ngroups, record, at);
        ImageParts.FORMAT.order().putI32(record, at, 0);
        parts.out.frames().record(record, 0, GroupinfoCodec.length(ngroups));
        return objref;
    }

    private int user(int id) throws IOException {
        int objref = parts.object(ObjType.USER);
        if (userNs == 0) {
            userNs = parts.object(ObjType.USER_NS);
            parts.out.write(parts.record(RecordType.USER_NS));
        }
        parts.out.write(parts.record(RecordType.USER).put("uid", id).put("userns_ref", userNs));
        return objref;
    }

    /** Writes a cred in the last of a chain of namespaces, each created by a user in the one before. */
    int inside(int depth) throws IOException {
        int cred = parts.object(ObjType.CRED);
        int groupinfo = groupinfo(4);
        int creator = user(FIRST_ID);
        for (int i = 0; i < depth; i++) {
            int objref = parts.object(ObjType.USER);
            userNs = parts.object(ObjType.USER_NS);
            parts.out.write(parts.record(RecordType.USER_NS).put("creator_ref", creator));
            parts.out.write(parts.record(RecordType.USER).put("uid", FIRST_ID).put("userns_ref", userNs));
            creator = objref;
        }
        return body(cred, groupinfo, creator, FIRST_ID);
    }

    private int body(int cred, int groupinfo, int owner, int id) throws IOException {
        CapabilitySets caps = new CapabilitySets(0, 0, 0, -1, 0);
        int length = creds.encode(new Cred(0, id, id, id, id, id, id, id, id, owner, groupinfo, 0,
                caps, Slack.NONE), record, 0);
        parts.out.frames().record(record, 0, length);
        return cred;
    }
}
