// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.codec.model.ipc.IpcPerms;
import org.ckptimage.restart.plan.PlanTask.Birth;
import org.ckptimage.restart.plan.PlanTask.Kind;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.Setgroups;

/** Writes a plan as the program reads it: fixed-size records, little-endian (PLAN.md). Judges nothing. */
public final class PlanWriter {
    private static final long MAGIC = 0x4e41_4c50_5450_4b43L;
    private static final int VERSION = 3;
    private static final int HEAD = 80;
    private static final int TASK = 72;
    private static final int CRED = 104;
    private static final int USER_NS = 40;
    private static final int IPC = 48;
    private static final int FILE = 24;
    private static final int FD = 16;
    private static final int EXTENT = 12;
    private static final int COMM = 16;
    private static final int WORD = 8;
    private static final int EXEC = 1;
    private static final int EXEC_NO_NEW_PRIVS = 2;

    private final RestartPlan plan;
    private final byte[] strings;
    private final ByteBuffer out;
    private int groups;
    private int extents;
    private int data;
    private int name;

    private PlanWriter(RestartPlan plan) {
        this.plan = plan;
        strings = (words(plan) + names(plan)).getBytes(StandardCharsets.ISO_8859_1);
        name = words(plan).length();
        long bytes = HEAD + (long) plan.tasks().size() * TASK + (long) plan.creds().size() * CRED
                + (long) plan.userNamespaces().size() * USER_NS + (long) plan.ipc().size() * IPC
                + (long) plan.files().opened().size() * FILE + (long) plan.files().held().size() * FD
                + IpcCheck.bytes(plan.ipc()) + (long) extentCount() * EXTENT
                + groupCount() * Integer.BYTES + strings.length;
        out = ByteBuffer.allocate(Math.toIntExact(bytes)).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** The bytes of a plan. Same plan, same bytes. */
    public static byte[] bytes(RestartPlan plan) {
        PlanWriter writer = new PlanWriter(plan);
        writer.head();
        plan.tasks().forEach(writer::task);
        plan.creds().forEach(writer::cred);
        plan.userNamespaces().forEach(writer::userNs);
        plan.ipc().forEach(writer::ipc);
        plan.files().opened().forEach(writer::opened);
        plan.files().held().forEach(writer::held);
        plan.ipc().forEach(object -> object.pieces().forEach(writer::piece));
        for (PlanUserNs space : plan.userNamespaces()) {
            space.uids().extents().forEach(writer::extent);
            space.gids().extents().forEach(writer::extent);
        }
        plan.creds().forEach(cred -> writer.groups(cred.groupinfo().list()));
        writer.out.put(writer.strings);
        return writer.out.array();
    }

    /** Arguments and environment as UTF-8, a character for each byte. */
    private static String words(RestartPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.command().ifPresent(command -> Stream.concat(command.arguments().stream(),
                command.environment().stream()).forEach(word -> text.append(word).append('\0')));
        return new String(text.toString().getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String names(RestartPlan plan) {
        StringBuilder text = new StringBuilder();
        plan.files().opened().forEach(file -> text.append(file.name()).append('\0'));
        return text.toString();
    }

    private int extentCount() {
        return plan.userNamespaces().stream()
                .mapToInt(space -> space.uids().extents().size() + space.gids().extents().size()).sum();
    }

    private long groupCount() {
        return plan.creds().stream().mapToLong(cred -> cred.groupinfo().list().size()).sum();
    }

    private void head() {
        out.putLong(MAGIC).putInt(VERSION).putInt(plan.command().map(PlanWriter::flags).orElse(0));
        out.putInt(plan.command().map(PlanCommand::task).orElse(0));
        out.putInt(plan.command().map(command -> command.arguments().size()).orElse(0));
        out.putInt(plan.command().map(command -> command.environment().size()).orElse(0)).putInt(0);
        out.putInt(plan.limits().phase()).putInt(plan.limits().release());
        out.putInt(plan.tasks().size()).putInt(plan.creds().size()).putInt(plan.userNamespaces().size())
                .putInt(plan.ipc().size()).putInt(plan.files().opened().size())
                .putInt(plan.files().held().size()).putInt((int) IpcCheck.bytes(plan.ipc()) / WORD)
                .putInt(extentCount()).putInt((int) groupCount()).putInt(strings.length);
    }

    private static int flags(PlanCommand command) {
        return command.privileges() == PlanCommand.Privileges.NONE_NEW ? EXEC | EXEC_NO_NEW_PRIVS : EXEC;
    }

    private void task(PlanTask task) {
        PlanTask.Family family = task.family();
        out.putInt(task.pid()).putInt(family.parent()).putInt(family.maker()).putInt(family.leader())
                .putInt(family.pgrp()).putInt(family.session()).putInt(task.cred());
        out.putInt(task.signals().exit()).putInt(task.signals().pdeath());
        out.putInt(flag(task.kind()) | (family.birth() == Birth.EARLY ? 8 : 0));
        out.putLong(task.signals().mask()).putInt(task.exitCode()).putInt(0);
        byte[] comm = task.comm().getBytes(StandardCharsets.UTF_8);
        int used = Math.min(comm.length, COMM - 1);
        out.put(comm, 0, used).put(new byte[COMM - used]);
    }

    private static int flag(Kind kind) {
        return switch (kind) {
            case PROCESS -> 0;
            case THREAD -> 1;
            case ZOMBIE -> 2;
            case GHOST -> 4;
        };
    }

    private void cred(PlanCred cred) {
        PlanCred.Caps caps = cred.caps();
        out.putInt(cred.objref()).putInt(cred.userNs());
        ids(cred.users());
        ids(cred.groups());
        out.putInt(groups).putInt(cred.groupinfo().list().size());
        groups += cred.groupinfo().list().size();
        out.putLong(caps.inheritable()).putLong(caps.permitted()).putLong(caps.effective())
                .putLong(caps.bounding()).putLong(caps.ambient()).putInt((int) caps.securebits());
        out.putInt((cred.flags().contains(PlanCred.Flag.NO_NEW_PRIVS) ? 1 : 0)
                | (cred.flags().contains(PlanCred.Flag.GROUPS_OUTSIDE) ? 2 : 0)
                | (cred.flags().contains(PlanCred.Flag.SECUREBITS_STAY) ? 4 : 0));
        out.putInt(cred.groupinfo().objref()).putInt(0);
    }

    private void ids(Cred.Ids ids) {
        out.putInt((int) ids.real()).putInt((int) ids.effective()).putInt((int) ids.saved())
                .putInt((int) ids.filesystem());
    }

    private void userNs(PlanUserNs space) {
        out.putInt(space.objref()).putInt(space.parent());
        out.putInt((int) space.creator().uid()).putInt((int) space.creator().gid());
        map(space.uids().extents().size());
        map(space.gids().extents().size());
        out.putInt(space.setgroups() == Setgroups.DENY ? 1 : 0).putInt(0);
    }

    private void ipc(PlanIpc object) {
        IpcPerms perms = object.perms();
        int words = (int) IpcCheck.bytes(object) / WORD;
        out.putInt(object.kind().ordinal()).putInt(perms.id()).putInt((int) perms.key());
        out.putInt((int) perms.owner().uid()).putInt((int) perms.owner().gid());
        out.putInt((int) perms.creator().uid()).putInt((int) perms.creator().gid()).putInt(perms.mode());
        out.putLong(object.size()).putInt(data).putInt(words);
        data += words;
    }

    private void opened(PlanFiles.Opened file) {
        out.putInt(file.objref()).putInt(name).putInt(file.flags()).putInt(file.cred()).putLong(file.pos());
        name += file.name().length() + 1;
    }

    private void held(PlanFiles.Held one) {
        out.putInt(one.task()).putInt(one.file()).putInt(one.number())
                .putInt(one.onExec() == OnExec.CLOSE ? 1 : 0);
    }

    private void piece(PlanIpc.Piece piece) {
        int length = piece.bytes().length;
        out.putInt(length).putInt(0).putLong(piece.at()).put(piece.bytes()).put(new byte[-length & 7]);
    }

    private void map(int size) {
        out.putInt(extents).putInt(size);
        extents += size;
    }

    private void extent(Extent extent) {
        out.putInt((int) extent.inside()).putInt((int) extent.outside()).putInt((int) extent.count());
    }

    private void groups(GroupList list) {
        for (int i = 0; i < list.size(); i++) {
            out.putInt((int) list.get(i));
        }
    }
}
