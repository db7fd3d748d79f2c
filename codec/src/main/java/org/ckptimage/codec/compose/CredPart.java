// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import static org.ckptimage.formats.RecordType.*;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.ckptimage.codec.write.ImageWriter;
import org.ckptimage.codec.write.RecordBuilder;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.StructLayout;

/** CRED, GROUPINFO, USER and USER_NS. */
final class CredPart {
    private final Parts parts;
    private final ImageWriter image;

    CredPart(Parts parts) {
        this.parts = parts;
        this.image = parts.image;
    }

    /** The objref of a cred, written at first sight; 0 in a layout without creds. */
    int cred(CredPlan cred) throws IOException {
        return parts.has(CRED) ? image.object(ObjType.CRED, cred, objref -> write(cred, objref)) : 0;
    }

    private void write(CredPlan cred, int objref) throws IOException {
        int groups = image.object(ObjType.GROUPINFO, cred.groups(), ref -> groups(cred.groups()));
        int user = user(cred.user());
        int label = parts.label(cred.label());
        RecordBuilder record = image.record(CRED).putIfPresent("version", 1)
                .put("user_ref", user).put("groupinfo_ref", groups).putIfPresent("sec_ref", label);
        ids(record, "uid", cred.uids());
        ids(record, "gid", cred.gids());
        capabilities(record, cred.caps());
        image.write(record);
        if (parts.plan.extended && cred.recent() != null) {
            long ambient = cred.recent().ambient();
            image.write(image.record(EXT_CRED).put("cred_ref", objref)
                    .put("no_new_privs", cred.recent().noNewPrivs())
                    .put("cap_a_0", ambient).put("cap_a_1", ambient >>> 32));
        }
    }

    private static void ids(RecordBuilder record, String suffix, IdsPlan ids) {
        record.put(suffix, ids.real()).put("s" + suffix, ids.saved()).put("e" + suffix, ids.effective())
                .put("fs" + suffix, ids.fs());
    }

    private static void capabilities(RecordBuilder record, CapsPlan caps) {
        set(record, "i", caps.inheritable());
        set(record, "p", caps.permitted());
        set(record, "e", caps.effective());
        set(record, "b", caps.bounding());
        record.putIfPresent("cap_s.securebits", caps.securebits());
    }

    private static void set(RecordBuilder record, String name, long set) {
        record.putIfPresent("cap_" + name, set)
                .putIfPresent("cap_s.cap_" + name + "_0", set)
                .putIfPresent("cap_s.cap_" + name + "_1", set >>> 32);
    }

    private void groups(GroupsPlan groups) throws IOException {
        StructLayout layout = image.layout(GROUPINFO.struct());
        RecordBuilder record = image.record(GROUPINFO, layout, 4 * groups.size())
                .put("ngroups", groups.size());
        for (int i = 0; i < groups.size(); i++) {
            record.put("groups", i, groups.get(i));
        }
        image.write(record);
    }

    private int user(UserPlan user) throws IOException {
        return image.object(ObjType.USER, user, objref -> {
            Deque<UserPlan> creators = new ArrayDeque<>();
            for (UserPlan u = user.namespace().creator(); u != null; u = u.namespace().creator()) {
                creators.push(u);
            }
            for (UserPlan creator : creators) {
                image.object(ObjType.USER, creator, ref -> link(creator));
            }
            link(user);
        });
    }

    /** Writes a user whose namespace was made by a user that is in the image already. */
    private void link(UserPlan user) throws IOException {
        UserNsPlan namespace = user.namespace();
        int userns = image.object(ObjType.USER_NS, namespace, objref -> {
            UserPlan creator = namespace.creator();
            image.write(image.record(USER_NS)
                    .put("creator_ref", creator == null ? 0 : image.objects().lookup(ObjType.USER, creator)));
            if (parts.plan.extended && namespace.map() != null) {
                map(objref, namespace.map());
            }
        });
        image.write(image.record(USER).put("uid", user.uid()).put("userns_ref", userns));
    }

    private void map(int userns, IdMapPlan map) throws IOException {
        StructLayout layout = image.layout(EXT_USER_NS_MAP.struct());
        int extents = map.uids().size() + map.gids().size();
        RecordBuilder record = image.record(EXT_USER_NS_MAP, layout, 12 * extents + 7 & ~7)
                .put("user_ns_ref", userns).put("setgroups", map.setgroups())
                .put("nr_uid", map.uids().size()).put("nr_gid", map.gids().size());
        byte[] list = new byte[12 * extents];
        int at = extents(list, 0, map.uids());
        extents(list, at, map.gids());
        image.write(record.putRaw(layout.field("extents").offset(), list));
    }

    private int extents(byte[] list, int from, List<IdMapPlan.Extent> extents) {
        int at = from;
        for (IdMapPlan.Extent extent : extents) {
            parts.plan.order.putI32(list, at, extent.first());
            parts.plan.order.putI32(list, at + 4, extent.lower());
            parts.plan.order.putI32(list, at + 8, extent.count());
            at += 12;
        }
        return at;
    }
}
