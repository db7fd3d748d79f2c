// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.archive.EntryName;
import org.ckptimage.codec.criu.CriuCases;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.model.CriuModel;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UserNs;

/** A recorded set as a carrier, and images to take creds from. */
final class Grafts {
    final Map<String, byte[]> files;
    final CriuCheckpoint carrier;
    final Image image;
    final List<String> losses = new ArrayList<>();

    Grafts(String name) throws IOException {
        this(CriuCases.files(name));
    }

    Grafts(Map<String, byte[]> files) throws IOException {
        this.files = files;
        this.carrier = CriuCases.read(files, new ArrayList<>());
        this.image = CriuModel.of(carrier);
    }

    /** The plan for an image; its losses are in {@link #losses}. */
    Transplant plan(Image from) {
        losses.clear();
        return TransplantPlanner.plan("in", from, carrier, loss -> losses.add(loss.line()));
    }

    /** The carrier with the creds of an image. */
    Map<String, byte[]> with(Image from) throws IOException {
        Transplant transplant = plan(from);
        Map<String, byte[]> result = new LinkedHashMap<>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            EntryName name = EntryName.of(file.getKey());
            result.put(file.getKey(), transplant.concerns(name) ? transplant.edit(new CheckpointEntry(name,
                    "set.tar/" + name.text(), file.getValue().length,
                    new ByteArrayInputStream(file.getValue()))) : file.getValue());
        }
        return result;
    }

    /** What a set says. */
    static Image model(Map<String, byte[]> files) throws IOException {
        return CriuModel.of(CriuCases.read(files, new ArrayList<>()));
    }

    static Image tasks(Image image, List<Task> tasks) {
        return parts(image, tasks, image.creds(), image.groupinfos(), image.userNamespaces());
    }

    static Image creds(Image image, UnaryOperator<Cred> change) {
        return parts(image, image.tasks(), image.creds().stream().map(change).toList(), image.groupinfos(),
                image.userNamespaces());
    }

    static Image groups(Image image, UnaryOperator<Groupinfo> change) {
        return parts(image, image.tasks(), image.creds(), image.groupinfos().stream().map(change).toList(),
                image.userNamespaces());
    }

    static Image spaces(Image image, UnaryOperator<UserNs> change) {
        return parts(image, image.tasks(), image.creds(), image.groupinfos(),
                image.userNamespaces().stream().map(change).toList());
    }

    private static Image parts(Image image, List<Task> tasks, List<Cred> creds, List<Groupinfo> groups,
            List<UserNs> spaces) {
        return new Image(image.format(), image.header(), tasks, creds, image.users(), spaces, groups,
                image.namespaces(), image.utsNamespaces(), image.recordCounts(), image.failures(),
                image.criu());
    }

    /** The same cred with other values throughout. */
    static Cred other(Cred cred) {
        Cred.Ids users = new Cred.Ids(cred.users().real() + 1, cred.users().effective() + 70000,
                cred.users().saved() + 3, 0xffff_fff0L);
        Cred.Ids groups = new Cred.Ids(5, 6, 7, 8);
        Cred.Caps caps = new Cred.Caps(cred.caps().inheritable() ^ 0x400, cred.caps().permitted() ^ 1L << 40,
                1L << 33, ~cred.caps().bounding(), 0x2f);
        Cred.Ext ext = cred.ext().orElseThrow();
        return new Cred(cred.objref(), 0, users, groups, caps, cred.userRef(), cred.groupinfoRef(), 0,
                Optional.of(new Cred.Ext(OptionalLong.of(1 - ext.noNewPrivs().orElseThrow()),
                        ext.ambient() ^ 1L << 34, ext.lsmProfile(), ext.lsmSockcreate())));
    }
}
