// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.model.ipc.IpcPerms;
import org.ckptimage.restart.plan.PlanIpc.Kind;
import org.ckptimage.restart.plan.PlanIpc.Piece;

/** Judges the IPC objects of a plan. */
final class IpcCheck {
    private static final int MOST_OBJECTS = 4096;
    private static final long MOST_DATA = 12 << 20;
    private static final int MOST_SEMAPHORES = 32_000;
    private static final long NO_ID = 0xffff_ffffL;
    private static final int PERMISSIONS = 0777;

    private IpcCheck() {}

    static List<PlanFault> faults(List<PlanIpc> objects) {
        List<PlanFault> faults = new ArrayList<>();
        for (int i = 0; i < objects.size(); i++) {
            PlanIpc object = objects.get(i);
            int at = i;
            fault(object).ifPresent(field -> faults.add(new PlanFault(object.recordType(), at,
                    object.perms().id(), field, "no kernel has it, or its contents do not fit")));
        }
        if (objects.size() > MOST_OBJECTS || bytes(objects) > MOST_DATA) {
            faults.add(new PlanFault("plan", 0, 0, "ipc", "more than " + MOST_OBJECTS + " IPC objects, or "
                    + MOST_DATA + " bytes of contents"));
        }
        return faults;
    }

    /** Bytes of all contents in a plan. */
    static long bytes(List<PlanIpc> objects) {
        return objects.stream().mapToLong(IpcCheck::bytes).sum();
    }

    /** Bytes of the contents of one object: each piece behind its head, filled up. */
    static long bytes(PlanIpc object) {
        return object.pieces().stream().mapToLong(piece -> 16 + (piece.bytes().length + 7L & ~7L)).sum();
    }

    private static Optional<String> fault(PlanIpc object) {
        IpcPerms perms = object.perms();
        if (perms.id() < 0) {
            return Optional.of("id");
        }
        if (!isId(perms.owner()) || !isId(perms.creator())) {
            return Optional.of("uid");
        }
        if ((perms.mode() & ~PERMISSIONS) != 0) {
            return Optional.of("mode");
        }
        if (object.size() < 0 || object.kind() == Kind.SEM && object.size() > MOST_SEMAPHORES) {
            return Optional.of("size");
        }
        return object.pieces().stream().allMatch(piece -> fits(object, piece)) ? Optional.empty()
                : Optional.of("contents");
    }

    private static boolean isId(IpcPerms.Owner owner) {
        return owner.uid() >= 0 && owner.uid() < NO_ID && owner.gid() >= 0 && owner.gid() < NO_ID;
    }

    private static boolean fits(PlanIpc object, Piece piece) {
        return switch (object.kind()) {
            case SHM -> piece.at() >= 0 && piece.at() <= object.size()
                    && piece.bytes().length <= object.size() - piece.at();
            case MSG -> piece.at() > 0;
            case SEM -> piece.at() == 0 && piece.bytes().length == 2 * object.size();
        };
    }
}
