// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.ByteArrayInputStream;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.formats.FormatVersion;

/** Who is in an image, as text: tasks, creds with their objrefs, groups, and the chain of user namespaces. */
final class Meaning {
    private final Image image;
    private final ObjectIndex objects;
    private final boolean creds;
    private final boolean securebits;

    private Meaning(Image image, FormatVersion seenFrom) {
        this.image = image;
        this.objects = new ObjectIndex(image);
        this.creds = seenFrom != FormatVersion.V16;
        this.securebits = seenFrom != FormatVersion.V14_CREDS;
    }

    /** As far as {@code seenFrom} can say it. */
    static String of(byte[] bytes, FormatVersion seenFrom) {
        ModelBuilder model = new ModelBuilder();
        Scanned.of(new ByteArrayInputStream(bytes), model);
        Meaning meaning = new Meaning(model.image(), seenFrom);
        StringBuilder text = new StringBuilder();
        for (Task task : meaning.image.tasks()) {
            text.append(meaning.task(task)).append('\n');
        }
        return text.toString();
    }

    private String task(Task task) {
        String text = task.ids() + " " + task.comm() + " " + task.state() + " " + task.exitCode();
        if (!creds || task.zombie()) {
            return text;
        }
        return text + cred(task.credRef().orElseThrow()) + cred(task.ecredRef().orElseThrow());
    }

    private String cred(int objref) {
        Cred cred = objects.cred(objref).orElseThrow();
        Cred.Caps caps = cred.caps();
        StringBuilder text = new StringBuilder(" cred:" + objref + cred.users() + cred.groups()
                + new Cred.Caps(caps.inheritable(), caps.permitted(), caps.effective(), caps.bounding(),
                        securebits ? caps.securebits() : 0)
                + objects.groups(cred));
        for (int ref = cred.userRef(); ref != 0;) {
            User user = objects.user(ref).orElseThrow();
            text.append(" uid ").append(user.uid()).append(" in user_ns:").append(user.usernsRef());
            ref = objects.userNs(user.usernsRef()).orElseThrow().creatorRef();
        }
        return text.toString();
    }
}
