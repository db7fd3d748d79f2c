// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.criu.proto.InventoryEntry;
import org.ckptimage.codec.criu.proto.KobjIdsEntry;
import org.ckptimage.codec.criu.proto.SeccompMode;

/** Changes of a container's archive: who is inside, and what stands around the images. */
final class SetChanges {
    private static final String CORE = "checkpoint/core-1.img";
    private static final int NET_BIND = 1 << 10;
    private static final int SYS_ADMIN = 1 << 21;

    private SetChanges() {}

    /** A change of the files of an archive. */
    @FunctionalInterface
    interface Change {
        void of(Map<String, byte[]> files);
    }

    static void addTo(Map<String, Change> changes) {
        ids(changes);
        power(changes);
        lsm(changes);
        text(changes);
        container(changes);
        changes.put("cku011-no-pid-ns", files -> {
            BadSetsTest.userns(files, "0 100000 10000");
            int outer = outerPids(files);
            files.put("checkpoint/ids-1.img", Edits.first(files.get("checkpoint/ids-1.img"), ids ->
                    ((KobjIdsEntry) ids).toBuilder().setPidNsId(outer).build()));
        });
        changes.put("cku004-root-is-root", files -> BadSetsTest.userns(files, "0 0 10000"));
    }

    private static int outerPids(Map<String, byte[]> files) {
        int[] found = new int[1];
        Edits.first(files.get("checkpoint/inventory.img"), entry -> {
            found[0] = ((InventoryEntry) entry).getRootIds().getPidNsId();
            return entry;
        });
        return found[0];
    }

    private static void ids(Map<String, Change> changes) {
        changes.put("ckc005-saved-root", files -> plain(files, creds -> creds.setSuid(0)));
        changes.put("ckc010-gid-not-in-groups", files -> plain(files, creds ->
                creds.clearGroups().addGroups(27)));
        changes.put("ckc012-group-of-root", files -> plain(files, creds ->
                creds.clearGroups().addGroups(0).addGroups(1000)));
        changes.put("ckc013-fsuid", files -> plain(files, creds -> creds.setFsuid(1001)));
    }

    private static void power(Map<String, Change> changes) {
        changes.put("ckc004-permitted", files -> creds(files, creds ->
                creds.setCapBnd(0, creds.getCapBnd(0) & ~1)));
        changes.put("ckc006-capability-kept", files -> plain(files, creds ->
                creds.setCapPrm(0, NET_BIND).setCapEff(0, NET_BIND)));
        changes.put("ckc007-sys-admin", files -> {
            files.remove("spec.dump");
            creds(files, creds -> creds.setCapPrm(0, creds.getCapPrm(0) | SYS_ADMIN)
                    .setCapEff(0, creds.getCapEff(0) | SYS_ADMIN)
                    .setCapBnd(0, creds.getCapBnd(0) | SYS_ADMIN));
        });
        changes.put("ckc008-exec-gains", files -> plain(files, creds ->
                creds.setCapBnd(0, -1).setCapBnd(1, 0x1ff)));
        changes.put("ckc009-ambient", files -> plain(files, creds -> creds.setCapPrm(0, NET_BIND)
                .setCapInh(0, NET_BIND).clearCapAmb().addCapAmb(NET_BIND).addCapAmb(0)));
        changes.put("ckc014-lock-alone", files -> creds(files, creds -> creds.setSecbits(2)));
        changes.put("ckv009-no-new-privs", files -> creds(files, creds -> creds.setNoNewPrivs(2)));
    }

    private static void lsm(Map<String, Change> changes) {
        changes.put("ckl003-unconfined", files -> {
            module(files, InventoryEntry.LsmType.APPARMOR);
            creds(files, creds -> creds.setLsmProfile("unconfined"));
        });
        changes.put("ckl008-sockcreate", files -> {
            module(files, InventoryEntry.LsmType.SELINUX);
            creds(files, creds -> creds.setLsmProfile("system_u:system_r:a_t:s0")
                    .setLsmSockcreate("system_u:system_r:b_t:s0"));
        });
        changes.put("ckl007-strict-seccomp", files -> mode(files, SeccompMode.strict));
        changes.put("ckl009-filter-without-nnp", files -> mode(files, SeccompMode.filter));
    }

    private static void module(Map<String, byte[]> files, InventoryEntry.LsmType lsm) {
        files.put("checkpoint/inventory.img", Edits.first(files.get("checkpoint/inventory.img"), entry ->
                ((InventoryEntry) entry).toBuilder().setLsmtype(lsm).build()));
    }

    private static void mode(Map<String, byte[]> files, SeccompMode mode) {
        core(files, core -> {
            core.getThreadCoreBuilder().setSeccompMode(mode);
            return core;
        });
    }

    private static void text(Map<String, Change> changes) {
        changes.put("ckv010-comm-escape", files -> core(files, core -> {
            core.getTcBuilder().setComm("\u001b[2Jsh");
            core.getThreadCoreBuilder().setComm("\u001b[2Jsh");
            return core;
        }));
        changes.put("ckv011-before-criu", files -> replace(files, "config.dump",
                "\"checkpointedTime\": \"2026", "\"checkpointedTime\": \"1999"));
    }

    private static void container(Map<String, Change> changes) {
        changes.put("cka004-mount-of-etc", files -> replace(files, "spec.dump", "\"mounts\": [",
                "\"mounts\": [{\"destination\": \"/host\", \"type\": \"bind\", \"source\": \"/etc\"}, "));
        changes.put("cka005-device", files -> replace(files, "spec.dump", "\"annotations\": {",
                "\"annotations\": {\"cdi.k8s.io/gpu\": \"vendor.example/gpu=all\", "));
        changes.put("cka006-local-tag", files -> {
            files.remove("spec.dump");
            replace(files, "config.dump", "registry.example/web:1", "localhost/web:1");
            replace(files, "config.dump", "registry.example/web@sha256:", "localhost/web:");
        });
        changes.put("cka007-other-name", files -> replace(files, "config.dump", "k8s_web_", "k8s_db_"));
        changes.put("cka008-unsigned", files -> files.remove("checkpoint.sig"));
        changes.put("cka009-made-by", files -> { });
        changes.put("cka010-restored", files -> replace(files, "config.dump",
                "\"restoredTime\": \"0001", "\"restoredTime\": \"2026"));
    }

    private static void replace(Map<String, byte[]> files, String file, String old, String now) {
        String text = new String(files.get(file), StandardCharsets.UTF_8);
        if (!text.contains(old)) {
            throw new AssertionError(file + " has no " + old);
        }
        files.put(file, text.replace(old, now).getBytes(StandardCharsets.UTF_8));
    }

    private static void creds(Map<String, byte[]> files, UnaryOperator<CredsEntry.Builder> edit) {
        files.put(CORE, Edits.creds(files.get(CORE), creds -> edit.apply(creds.toBuilder()).build()));
    }

    private static void core(Map<String, byte[]> files, UnaryOperator<CoreEntry.Builder> edit) {
        files.put(CORE, Edits.first(files.get(CORE), core ->
                edit.apply(((CoreEntry) core).toBuilder()).build()));
    }

    /** The task is a user without power, started as root: the configuration would not allow the edits. */
    private static void plain(Map<String, byte[]> files, UnaryOperator<CredsEntry.Builder> edit) {
        files.remove("spec.dump");
        creds(files, creds -> edit.apply(creds.setUid(1000).setEuid(1000).setSuid(1000).setFsuid(1000)
                .setGid(1000).setEgid(1000).setSgid(1000).setFsgid(1000).clearGroups().addGroups(1000)
                .setCapPrm(0, 0).setCapPrm(1, 0).setCapEff(0, 0).setCapEff(1, 0)));
    }
}
