// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.criu.CriuCases;
import org.ckptimage.codec.criu.CriuImageReader;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.CriuMessage;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Transplants into the recorded dumps: what changes, what stays, what is told. */
class TransplantTest {
    static List<String> cases() {
        return CriuCases.names();
    }

    private static CriuMessage core(byte[] image) throws IOException {
        ByteSource source = new ByteSource(new ByteArrayInputStream(image), "core");
        CriuImageReader reader = CriuImageReader.open(source, CriuLimits.standard()).orElseThrow();
        return CriuMessage.parse(reader.next().orElseThrow().message(), CoreEntry.getDefaultInstance());
    }

    private static CoreEntry withoutCreds(byte[] image) throws IOException {
        CoreEntry.Builder entry = ((CoreEntry) core(image).fields()).toBuilder();
        entry.getThreadCoreBuilder().clearCreds();
        return entry.buildPartial();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void ownCredsChangeNothing(String name) throws IOException {
        Grafts set = new Grafts(name);
        assertEquals(0, set.plan(set.image).size());
        for (String loss : set.losses) {
            assertTrue(loss.contains("no groups, and a restore by CRIU leaves"), loss);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void otherCredsChangeCoreImagesOnly(String name) throws IOException {
        Grafts set = new Grafts(name);
        Image wanted = Grafts.groups(Grafts.creds(set.image, Grafts::other), group -> new Groupinfo(
                group.objref(), 0, 2, GroupList.of(9, 70000)));
        Map<String, byte[]> result = set.with(wanted);
        int changed = 0;
        for (Map.Entry<String, byte[]> file : set.files.entrySet()) {
            byte[] after = result.get(file.getKey());
            if (Arrays.equals(file.getValue(), after)) {
                continue;
            }
            changed++;
            assertTrue(file.getKey().matches("(checkpoint/)?core-\\d+\\.img"), file.getKey());
            assertEquals(withoutCreds(file.getValue()), withoutCreds(after));
            assertTrue(core(after).canonical(), "fields in order");
        }
        long living = set.image.tasks().stream().filter(task -> task.credRef().isPresent()).count();
        assertEquals(living, changed);
        assertEquals(values(wanted), values(Grafts.model(result)));
        assertEquals(List.of(), set.losses);
    }

    /** What each task has, whatever the objrefs. */
    private static List<String> values(Image image) {
        ObjectIndex index = new ObjectIndex(image);
        List<String> values = new ArrayList<>();
        for (Task task : image.tasks()) {
            Optional<Cred> cred = task.credRef().isPresent() ? index.cred(task.credRef().getAsInt())
                    : Optional.empty();
            values.add(task.ids() + " " + cred.map(one -> one.users() + " " + one.groups() + " " + one.caps()
                    + one.ext() + index.groups(one)).orElse("zombie"));
        }
        return values;
    }

    @Test
    void andBackAgainGivesTheSameBytes() throws IOException {
        Grafts set = new Grafts("a04-caps-securebits-ambient");
        Grafts changed = new Grafts(set.with(Grafts.creds(set.image, Grafts::other)));
        Map<String, byte[]> back = changed.with(set.image);
        set.files.forEach((name, bytes) -> assertArrayEquals(bytes, back.get(name), name));
    }

    @Test
    void mapsChangeTheUsernsImageOnly() throws IOException {
        Grafts set = new Grafts("a08-userns");
        IdMaps maps = new IdMaps(OptionalLong.of(0), List.of(new IdMaps.Extent(0, 500000, 4_000_000_000L)),
                List.of(new IdMaps.Extent(0, 1, 2), new IdMaps.Extent(2, 900, 100)));
        Image wanted = Grafts.spaces(set.image, space -> new UserNs(space.objref(), 0, space.creatorRef(),
                space.level(), Optional.of(maps)));
        Map<String, byte[]> result = set.with(wanted);
        List<String> changed = set.files.keySet().stream()
                .filter(name -> !Arrays.equals(set.files.get(name), result.get(name))).toList();
        assertEquals(1, changed.size());
        assertTrue(changed.get(0).matches("userns-\\d+\\.img"), changed.get(0));
        IdMaps read = Grafts.model(result).userNamespaces().get(0).maps().orElseThrow();
        assertEquals(maps.uids(), read.uids());
        assertEquals(maps.gids(), read.gids());
        assertEquals(1, set.losses.stream().filter(loss -> loss.contains("USER_NS:")
                && loss.endsWith(".setgroups deny: CRIU does not say it")).count());
    }

    @Test
    void groupsInAnotherOrderAreTheSame() throws IOException {
        Grafts set = new Grafts("a02-uid1000-groups5");
        Image turned = Grafts.groups(set.image, group -> {
            int[] ids = new int[group.groups().size()];
            for (int i = 0; i < ids.length; i++) {
                ids[i] = (int) group.groups().get(ids.length - 1 - i);
            }
            return new Groupinfo(group.objref(), 0, ids.length, GroupList.of(ids));
        });
        assertNotEquals(set.image.groupinfos(), turned.groupinfos());
        assertEquals(0, set.plan(turned).size());
    }

    @Test
    void tasksWithoutCounterpartAreTold() throws IOException {
        Grafts set = new Grafts("a06-tree-zombie");
        List<Task> tasks = new ArrayList<>(set.image.tasks());
        Task gone = tasks.remove(tasks.size() - 1);
        Task first = tasks.get(0);
        tasks.add(new Task(0x40, new Task.Ids(4711, 1, 4711, 1, 1), "stranger", 0, 0, first.credRef(),
                first.ecredRef(), first.refs(), first.signals(), OptionalLong.empty()));
        set.plan(Grafts.tasks(set.image, tasks));
        assertTrue(set.losses.contains("in:0x40: lost: TASK .pid 4711 (stranger): "
                + "the carrier has no such task"),
                set.losses.toString());
        assertEquals(1, set.losses.stream().filter(loss -> loss.contains("invented: CORE .creds of "
                + gone.ids().pid() + ": the image has no such task, kept from the carrier")).count());
    }

    @Test
    void credsOfZombiesAreTold() throws IOException {
        Grafts set = new Grafts("a06-tree-zombie");
        OptionalInt some = set.image.tasks().get(0).credRef();
        Image alive = Grafts.tasks(set.image, set.image.tasks().stream().map(task -> credRef(task, some))
                .toList());
        set.plan(alive);
        assertEquals(1, set.losses.stream().filter(loss -> loss.contains("keeps no creds of a zombie"))
                .count());
        Image dead = Grafts.tasks(set.image, set.image.tasks().stream()
                .map(task -> credRef(task, OptionalInt.empty())).toList());
        assertEquals(0, set.plan(dead).size());
        assertEquals(set.image.tasks().stream().filter(task -> task.credRef().isPresent()).count(),
                set.losses.size());
    }

    private static Task credRef(Task task, OptionalInt cred) {
        return new Task(task.offset(), task.ids(), task.comm(), task.state(), task.exitCode(), cred, cred,
                task.refs(), task.signals(), task.seccomp());
    }

    @Test
    void anEffectiveCredOfItsOwnIsTold() throws IOException {
        Grafts set = new Grafts("a05-threads");
        int other = set.image.creds().get(1).objref();
        List<Task> tasks = new ArrayList<>(set.image.tasks());
        Task first = tasks.get(0);
        tasks.set(0, new Task(0, first.ids(), first.comm(), 0, 0, first.credRef(), OptionalInt.of(other),
                first.refs(), first.signals(), first.seccomp()));
        assertEquals(0, set.plan(Grafts.tasks(set.image, tasks)).size());
        assertEquals(1, set.losses.stream().filter(loss -> loss.contains("TASK .ecred_ref " + other))
                .count());
    }

    @Test
    void whatTheImageDoesNotSayStays() throws IOException {
        Grafts set = new Grafts("a04-caps-securebits-ambient");
        Image silent = Grafts.creds(set.image, cred -> new Cred(cred.objref(), 0, cred.users(), cred.groups(),
                cred.caps(), cred.userRef(), cred.groupinfoRef(), 0, Optional.empty()));
        assertEquals(0, set.plan(silent).size());
        assertTrue(set.losses.get(set.losses.size() - 2).contains("CORE .cap_amb 0x"), set.losses.toString());
        assertTrue(set.losses.get(set.losses.size() - 1).contains("CORE .no_new_privs 0 of"));
        // what the kernel would take out of the ambient set
        Image cut = Grafts.creds(silent, cred -> new Cred(cred.objref(), 0, cred.users(), cred.groups(),
                new Cred.Caps(0, cred.caps().permitted(), cred.caps().effective(), cred.caps().bounding(),
                        cred.caps().securebits()), cred.userRef(), cred.groupinfoRef(), 0, Optional.empty()));
        assertTrue(Grafts.model(set.with(cut)).creds().stream().allMatch(cred -> cred.ambient() == 0));
        assertTrue(set.losses.stream().anyMatch(loss -> loss.contains("cut to what is inheritable")));
    }

    @Test
    void anotherUserNamespaceIsNotMistakenForTheOne() throws IOException {
        Grafts set = new Grafts("a05-threads");
        Cred last = set.image.creds().get(set.image.creds().size() - 1);
        Image nested = new Image(Optional.empty(), Optional.empty(), set.image.tasks(),
                set.image.creds().stream().map(cred -> cred == last ? new Cred(cred.objref(), 0, new Cred.Ids(
                        0, 0, 0, 0), cred.groups(), cred.caps(), 900, cred.groupinfoRef(), 0, cred.ext())
                        : cred).toList(),
                concat(set.image.users(), new User(900, 0, 0, 901)),
                concat(set.image.userNamespaces(), new UserNs(901, 0x77, set.image.users().get(0).objref(),
                        OptionalInt.of(1), Optional.empty())),
                set.image.groupinfos(), List.of(), List.of(), Map.of(), List.of());
        assertEquals(0, set.plan(nested).size());
        assertTrue(set.losses.contains("in:0x77: lost: USER_NS:901 "
                + "a set of CRIU images has one user namespace"));
        assertTrue(set.losses.stream().anyMatch(loss -> loss.contains("in another user namespace")));
    }

    private static <T> List<T> concat(List<T> list, T more) {
        List<T> all = new ArrayList<>(list);
        all.add(more);
        return all;
    }

    @Test
    void labelsAndMapsThatDoNotFitAreTold() throws IOException {
        Grafts set = new Grafts("a01-root-simple");
        IdMaps maps = new IdMaps(OptionalLong.empty(), List.of(), List.of());
        Image labelled = Grafts.spaces(Grafts.creds(set.image, cred -> new Cred(cred.objref(), 0,
                cred.users(),
                cred.groups(), cred.caps(), cred.userRef(), cred.groupinfoRef(), 0, Optional.of(new Cred.Ext(
                        OptionalLong.of(0), 0, Optional.of("unconfined"), Optional.empty())))),
                space -> new UserNs(space.objref(), 0, 0, space.level(), Optional.of(maps)));
        assertEquals(0, set.plan(labelled).size());
        assertTrue(set.losses.stream().anyMatch(loss -> loss.contains(".lsm_profile unconfined: labels")));
        assertTrue(set.losses.stream().anyMatch(loss -> loss.endsWith("the carrier has no user namespace")));
        Grafts inside = new Grafts("a08-userns");
        inside.plan(Grafts.spaces(inside.image, space -> new UserNs(space.objref(), 0, 0, space.level(),
                Optional.empty())));
        assertTrue(inside.losses.stream().anyMatch(loss ->
                loss.contains("invented: USERNS .uid_map the image "
                + "has no maps, kept from the carrier")), inside.losses.toString());
    }
}
