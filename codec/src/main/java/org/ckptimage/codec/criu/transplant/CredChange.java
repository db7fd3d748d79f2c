// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.criu.WireFields;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.criu.proto.ThreadCoreEntry;
import org.ckptimage.codec.model.GroupList;

/**
 * Other creds in a core image. Labels stay as they are.
 *
 * @param before what the image says
 * @param after what it is to say
 */
record CredChange(CriuCred before, CriuCred after) implements ImageChange {
    CredChange {
        Objects.requireNonNull(before);
        Objects.requireNonNull(after);
    }

    /** True if nothing would change. Groups mean the same in any order, since the kernel sorts them. */
    boolean none() {
        return patch().isEmpty();
    }

    @Override
    public Optional<byte[]> apply(byte[] core) {
        Optional<byte[]> thread = only(core, CoreEntry.THREAD_CORE_FIELD_NUMBER);
        Optional<byte[]> creds = thread.flatMap(bytes -> only(bytes, ThreadCoreEntry.CREDS_FIELD_NUMBER));
        if (creds.isEmpty()) {
            return Optional.empty();
        }
        MessagePatch inThread = new MessagePatch();
        inThread.message(ThreadCoreEntry.CREDS_FIELD_NUMBER, patch().apply(creds.get()));
        MessagePatch inCore = new MessagePatch();
        inCore.message(CoreEntry.THREAD_CORE_FIELD_NUMBER, inThread.apply(thread.get()));
        return Optional.of(inCore.apply(core));
    }

    /**
     * The only field with this number; empty if there is none, or if there are more, which are one message.
     */
    private static Optional<byte[]> only(byte[] message, int number) {
        Optional<byte[]> found = Optional.empty();
        WireFields fields = new WireFields(message, 0, message.length);
        while (fields.next()) {
            if (fields.number() == number) {
                if (found.isPresent()) {
                    return Optional.empty();
                }
                found = Optional.of(Arrays.copyOfRange(message, fields.contentStart(), fields.contentEnd()));
            }
        }
        return found;
    }

    private MessagePatch patch() {
        MessagePatch patch = new MessagePatch();
        id(patch, CredsEntry.UID_FIELD_NUMBER, before.users().real(), after.users().real());
        id(patch, CredsEntry.EUID_FIELD_NUMBER, before.users().effective(), after.users().effective());
        id(patch, CredsEntry.SUID_FIELD_NUMBER, before.users().saved(), after.users().saved());
        id(patch, CredsEntry.FSUID_FIELD_NUMBER, before.users().filesystem(), after.users().filesystem());
        id(patch, CredsEntry.GID_FIELD_NUMBER, before.groups().real(), after.groups().real());
        id(patch, CredsEntry.EGID_FIELD_NUMBER, before.groups().effective(), after.groups().effective());
        id(patch, CredsEntry.SGID_FIELD_NUMBER, before.groups().saved(), after.groups().saved());
        id(patch, CredsEntry.FSGID_FIELD_NUMBER, before.groups().filesystem(), after.groups().filesystem());
        id(patch, CredsEntry.SECBITS_FIELD_NUMBER, before.securebits(), after.securebits());
        caps(patch);
        if (!Arrays.equals(sorted(before.supplementary()), sorted(after.supplementary()))) {
            groups(patch);
        }
        if (before.noNewPrivs() != after.noNewPrivs()) {
            patch.set(CredsEntry.NO_NEW_PRIVS_FIELD_NUMBER, out -> {
                // the only value that CRIU writes
                if (after.noNewPrivs() != 0) {
                    out.writeUInt32(CredsEntry.NO_NEW_PRIVS_FIELD_NUMBER, 1);
                }
            });
        }
        return patch;
    }

    private static void id(MessagePatch patch, int field, long old, long value) {
        if (old != value) {
            patch.number(field, value);
        }
    }

    private void caps(MessagePatch patch) {
        CriuCred.CapSets old = before.caps();
        CriuCred.CapSets caps = after.caps();
        set(patch, CredsEntry.CAP_INH_FIELD_NUMBER, old.inheritable(), caps.inheritable());
        set(patch, CredsEntry.CAP_PRM_FIELD_NUMBER, old.permitted(), caps.permitted());
        set(patch, CredsEntry.CAP_EFF_FIELD_NUMBER, old.effective(), caps.effective());
        set(patch, CredsEntry.CAP_BND_FIELD_NUMBER, old.bounding(), caps.bounding());
        set(patch, CredsEntry.CAP_AMB_FIELD_NUMBER, old.ambient(), caps.ambient());
    }

    private static void set(MessagePatch patch, int field, long old, long caps) {
        if (old != caps) {
            patch.set(field, out -> {
                out.writeUInt32(field, (int) caps);
                out.writeUInt32(field, (int) (caps >>> Integer.SIZE));
            });
        }
    }

    private void groups(MessagePatch patch) {
        GroupList groups = after.supplementary();
        patch.set(CredsEntry.GROUPS_FIELD_NUMBER, out -> {
            for (int i = 0; i < groups.size(); i++) {
                out.writeUInt32(CredsEntry.GROUPS_FIELD_NUMBER, (int) groups.get(i));
            }
        });
    }

    private static long[] sorted(GroupList groups) {
        long[] ids = new long[groups.size()];
        Arrays.setAll(ids, groups::get);
        Arrays.sort(ids);
        return ids;
    }
}
