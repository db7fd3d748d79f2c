// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UserNs;

/** What an image says of its tasks, whatever its objects are called and whoever shares them. */
final class Meaning {
    private final Image image;
    private final ObjectIndex index;

    private Meaning(Image image) {
        this.image = image;
        this.index = new ObjectIndex(image);
    }

    /** The model of an image. */
    static Image model(byte[] bytes) {
        ModelBuilder builder = new ModelBuilder();
        Scanned.of(new ByteArrayInputStream(bytes), builder);
        return builder.image();
    }

    /** One line for each task, and one for each message of a failure. */
    static List<String> of(byte[] bytes) {
        Meaning meaning = new Meaning(model(bytes));
        List<String> lines = new ArrayList<>(meaning.image.failures());
        for (Task task : meaning.image.tasks()) {
            lines.add(task.ids() + " " + task.comm() + " " + task.state() + " " + task.exitCode() + " real "
                    + meaning.cred(task.credRef()) + " effective " + meaning.cred(task.ecredRef()));
        }
        return lines;
    }

    /** Number of records of each type, those left out that hold what may be merged. */
    static Map<String, Long> otherRecords(byte[] bytes) {
        Map<String, Long> counts = new TreeMap<>(model(bytes).recordCounts());
        counts.keySet().removeAll(List.of("OBJREF", "CRED", "USER", "GROUPINFO", "EXT_CRED"));
        return counts;
    }

    private String cred(OptionalInt objref) {
        if (objref.isEmpty() || index.cred(objref.getAsInt()).isEmpty()) {
            return "-";
        }
        Cred cred = index.cred(objref.getAsInt()).get();
        return cred.users() + " " + cred.groups() + " " + cred.caps() + " " + index.groups(cred) + " user "
                + index.user(cred.userRef()).map(u -> u.uid() + " of " + space(u.usernsRef())).orElse("-")
                + (cred.secRef() > 0 ? " labelled" : "");
    }

    /** A namespace is a thing of its own: the how manieth it is, and who made it. */
    private String space(int objref) {
        for (int i = 0; i < image.userNamespaces().size(); i++) {
            UserNs space = image.userNamespaces().get(i);
            if (space.objref() == objref) {
                String creator = index.user(space.creatorRef())
                        .map(u -> u.uid() + " of " + space(u.usernsRef())).orElse("nobody");
                return "ns " + i + " by " + creator;
            }
        }
        return "-";
    }
}
