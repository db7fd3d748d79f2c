// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.archive.ArchiveLimits;
import org.ckptimage.codec.archive.CheckpointFiles;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdMapPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.model.CriuModel;
import org.ckptimage.codec.criu.read.CheckpointReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/** Images of Linux-CR that have the tasks and creds of a set of CRIU images. */
final class NativeImages {
    private final Image image;
    private final ObjectIndex index;
    private final UnaryOperator<CredPlan> change;
    private final Map<Integer, UserNsPlan> spaces = new HashMap<>();
    private final Map<Integer, CredPlan> creds = new HashMap<>();

    private NativeImages(Image image, UnaryOperator<CredPlan> change) {
        this.image = image;
        this.index = new ObjectIndex(image);
        this.change = change;
    }

    /** What a set says. */
    static Image model(Path set) {
        try (CheckpointFiles files = CheckpointFiles.open(set, ArchiveLimits.standard(), finding -> { })) {
            return CriuModel.of(CheckpointReader.read(files, CriuLimits.standard(), finding -> { }));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** Those of a set, each cred changed. */
    static byte[] of(Path set, UnaryOperator<CredPlan> change) {
        return new NativeImages(model(set), change).bytes();
    }

    private byte[] bytes() {
        ImagePlan plan = new ImagePlan(FormatVersion.V21, Abi.X86_64, ByteOrderView.LITTLE).extensions();
        Map<Integer, TaskPlan> leaders = new HashMap<>();
        for (Task task : image.tasks()) {
            plan.add(task(task, leaders));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageComposer.write(plan, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    private TaskPlan task(Task task, Map<Integer, TaskPlan> leaders) {
        TaskPlan plan = new TaskPlan(task.comm(), task.ids().pid());
        CredPlan cred = task.credRef().isPresent() ? cred(task.credRef().getAsInt())
                : CredPlan.root(UserNsPlan.root());
        if (task.thread()) {
            return plan.threadOf(leaders.get(task.ids().tgid())).cred(cred);
        }
        leaders.put(task.ids().pid(), plan);
        plan.family(task.ids().ppid(), task.ids().pgid(), task.ids().sid()).cred(cred)
                .objects(new NamespacesPlan("host", new IpcPlan(), false), FilesPlan.standard(cred),
                        MemoryPlan.small("/bin/t", cred, PagesPlan.none()))
                .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan());
        return task.zombie() ? plan.zombie((int) task.exitCode()) : plan;
    }

    private CredPlan cred(int objref) {
        return creds.computeIfAbsent(objref, ref -> change.apply(plan(index.cred(ref).orElseThrow())));
    }

    private CredPlan plan(Cred cred) {
        GroupList list = index.groups(cred);
        int[] groups = new int[list.size()];
        for (int i = 0; i < groups.length; i++) {
            groups[i] = (int) list.get(i);
        }
        Cred.Caps caps = cred.caps();
        return new CredPlan(ids(cred.users()), ids(cred.groups()), new GroupsPlan(groups),
                new UserPlan((int) cred.users().real(), space(index.userNsRef(cred))),
                new CapsPlan(caps.inheritable(), caps.permitted(), caps.effective(), caps.bounding(),
                        (int) caps.securebits()), null,
                new CredPlan.Recent((int) cred.noNewPrivs().orElse(0), cred.ambient()));
    }

    private static IdsPlan ids(Cred.Ids ids) {
        return new IdsPlan((int) ids.real(), (int) ids.saved(), (int) ids.effective(),
                (int) ids.filesystem());
    }

    private UserNsPlan space(int objref) {
        return spaces.computeIfAbsent(objref, ref -> new UserNsPlan(null,
                index.userNs(ref).flatMap(UserNs::maps).map(maps -> new IdMapPlan(2, extents(maps.uids()),
                        extents(maps.gids()))).orElse(null)));
    }

    private static List<IdMapPlan.Extent> extents(List<IdMaps.Extent> extents) {
        List<IdMapPlan.Extent> plans = new ArrayList<>();
        extents.forEach(extent -> plans.add(new IdMapPlan.Extent((int) extent.first(),
                (int) extent.lowerFirst(), (int) extent.count())));
        return plans;
    }
}
