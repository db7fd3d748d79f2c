// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.migrate.Loss;
import org.ckptimage.codec.migrate.LossSink;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UserNs;

/** Words what is lost of an image, and what is kept of its carrier. */
final class Told {
    private final String name;
    private final LossSink losses;

    /** @param name of the image */
    Told(String name, LossSink losses) {
        this.name = name;
        this.losses = losses;
    }

    void lost(Task task, String field, String what) {
        lost(new Location(name, task.offset(), "TASK", 0, field), what);
    }

    void lost(Cred cred, String field, String what) {
        lost(new Location(name, cred.offset(), "CRED", cred.objref(), field), what);
    }

    void lost(UserNs space, String field, String what) {
        lost(new Location(name, space.offset(), "USER_NS", space.objref(), field), what);
    }

    private void lost(Location where, String what) {
        losses.report(new Loss(Loss.Kind.LOST, where, what));
    }

    /** Something in the core image of a thread stays. */
    void kept(CriuThread thread, String field, String why) {
        kept(new Location(thread.source(), 0, "CORE", 0, field), why);
    }

    /** Something of the carrier stays. */
    void kept(Location where, String why) {
        losses.report(new Loss(Loss.Kind.INVENTED, where, why + ", kept from the carrier"));
    }
}
