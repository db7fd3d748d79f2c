// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.util.Arrays;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.pseudonym.Pseudonyms;
import org.ckptimage.codec.record.FieldBytes;
import org.ckptimage.codec.record.GroupinfoCodec;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.Layouts;
import org.ckptimage.formats.layout.StructLayout;

/** Puts stand-ins for user and group ids, wherever a record has any. */
final class IdEdit {
    private static final String[] UIDS = {"uid", "suid", "euid", "fsuid", "perms.uid", "perms.cuid",
        "peercred_uid"};
    private static final String[] GIDS = {"gid", "sgid", "egid", "fsgid", "perms.gid", "perms.cgid",
        "peercred_gid"};
    /** Entries of the auxiliary vector: real and effective user id, real and effective group id. */
    private static final int AT_UID = 11;
    private static final int AT_EUID = 12;
    private static final int AT_GID = 13;
    private static final int AT_EGID = 14;
    private static final int SI_TIMER = -2;

    private final ImageFormat format;
    private final Pseudonyms pseudonyms;
    private final StructLayout siginfo;
    private final int auxvWord;

    IdEdit(ImageFormat format, Pseudonyms pseudonyms) {
        this.format = format;
        this.pseudonyms = pseudonyms;
        this.siginfo = Layouts.of(format.version(), format.abi()).find("ckpt_siginfo").orElseThrow();
        this.auxvWord = format.version().since(FormatVersion.V19) ? Long.BYTES : format.abi().wordSize();
    }

    void change(Draft draft) {
        if (draft.layout().isEmpty()) {
            return;
        }
        switch (draft.type()) {
            case CRED, USER, IPC_SHM, IPC_MSG, IPC_SEM, SOCKET_UNIX -> fields(draft);
            case GROUPINFO -> groups(draft);
            case SIGPENDING -> signals(draft);
            case EXT_USER_NS_MAP -> maps(draft);
            default -> { }
        }
    }

    private void fields(Draft draft) {
        for (String field : UIDS) {
            if (draft.has(field)) {
                draft.put(field, pseudonyms.uid((int) draft.get(field)));
            }
        }
        for (String field : GIDS) {
            if (draft.has(field)) {
                draft.put(field, pseudonyms.gid((int) draft.get(field)));
            }
        }
    }

    /** A list in ascending order, as kernels write it; members that were there twice are so again. */
    private void groups(Draft draft) {
        int room = (draft.length() - GroupinfoCodec.GROUPS) / Integer.BYTES;
        int n = (int) Math.min(room, draft.get("ngroups"));
        int[] groups = new int[n];
        for (int i = 0; i < n; i++) {
            int group = draft.order().i32(draft.bytes(), GroupinfoCodec.GROUPS + Integer.BYTES * i);
            // turned over so that they sort as unsigned
            groups[i] = pseudonyms.gid(group) ^ Integer.MIN_VALUE;
        }
        Arrays.sort(groups);
        int at = GroupinfoCodec.GROUPS;
        for (int group : groups) {
            draft.order().putI32(draft.bytes(), at, group ^ Integer.MIN_VALUE);
            at += Integer.BYTES;
        }
        draft.blank(at, draft.length() - at);
    }

    private void signals(Draft draft) {
        boolean recent = siginfo.has("csi_uid");
        for (int at = draft.layout().get().size(); at + siginfo.size() <= draft.length();
                at += siginfo.size()) {
            if (recent) {
                uid(draft, at, siginfo.field("csi_uid"));
            } else if ((short) get(draft, at, siginfo.field("code")) != SI_TIMER) {
                uid(draft, at, siginfo.field("uid"));
            }
        }
    }

    private void uid(Draft draft, int at, FieldLayout field) {
        int uid = pseudonyms.uid((int) get(draft, at, field));
        FieldBytes.putScalar(format.order(), field, uid, draft.bytes(), at);
    }

    private long get(Draft draft, int at, FieldLayout field) {
        return FieldBytes.scalar(format.order(), field, draft.bytes(), at);
    }

    private void maps(Draft draft) {
        StructLayout extent = Layouts.of(format.version(), format.abi()).find("ckpt_ext_extent")
                .orElseThrow();
        int at = draft.layout().get().field("extents").offset();
        long uids = draft.get("nr_uid");
        long all = uids + draft.get("nr_gid");
        for (long i = 0; i < all && at + extent.size() <= draft.length(); i++) {
            extent(draft, at, extent, i < uids);
            at += extent.size();
        }
        draft.blank(at, draft.length() - at);
    }

    private void extent(Draft draft, int at, StructLayout extent, boolean ofUids) {
        // more ids than the upper half of the numbers has room for say nothing of single ones
        if (get(draft, at, extent.field("count")) > Integer.MAX_VALUE) {
            return;
        }
        for (String name : new String[] {"first", "lower_first"}) {
            FieldLayout field = extent.field(name);
            int id = (int) get(draft, at, field);
            int standIn = ofUids ? pseudonyms.uid(id) : pseudonyms.gid(id);
            FieldBytes.putScalar(format.order(), field, standIn, draft.bytes(), at);
        }
    }

    /** A {@link PayloadEdit} for the auxiliary vector, which tells the ids at the last exec. */
    void auxv(byte[] bytes, int n, long position) {
        for (int at = 0; at + 2 * auxvWord <= n; at += 2 * auxvWord) {
            long type = word(bytes, at);
            int id = (int) word(bytes, at + auxvWord);
            if (type == AT_UID || type == AT_EUID) {
                putWord(bytes, at + auxvWord, pseudonyms.uid(id));
            } else if (type == AT_GID || type == AT_EGID) {
                putWord(bytes, at + auxvWord, pseudonyms.gid(id));
            }
        }
    }

    private long word(byte[] bytes, int at) {
        return auxvWord == Long.BYTES ? format.order().i64(bytes, at) : format.order().u32(bytes, at);
    }

    private void putWord(byte[] bytes, int at, int id) {
        if (auxvWord == Long.BYTES) {
            format.order().putI64(bytes, at, id & 0xffff_ffffL);
        } else {
            format.order().putI32(bytes, at, id);
        }
    }
}
