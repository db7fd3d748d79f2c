// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import com.google.protobuf.ByteString;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import org.ckptimage.codec.archive.EntryName;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.criu.checkpoint.HostNames;
import org.ckptimage.codec.criu.checkpoint.Inventory;
import org.ckptimage.codec.criu.checkpoint.KobjIds;
import org.ckptimage.codec.criu.checkpoint.UserNamespace;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.criu.proto.InventoryEntry;
import org.ckptimage.codec.criu.proto.KobjIdsEntry;
import org.ckptimage.codec.criu.proto.PagemapEntry;
import org.ckptimage.codec.criu.proto.PstreeEntry;
import org.ckptimage.codec.criu.proto.TaskCoreEntry;
import org.ckptimage.codec.criu.proto.ThreadCoreEntry;
import org.ckptimage.codec.criu.proto.UidGidExtent;
import org.ckptimage.codec.criu.proto.UsernsEntry;
import org.ckptimage.codec.criu.proto.UtsnsEntry;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMap;
import org.ckptimage.codec.model.IdMaps;

/** Makes values of messages. */
final class FactReader {
    private static final int IN_PARENT = 1;
    private static final int PRESENT = 4;

    private FactReader() {}

    static Inventory inventory(InventoryEntry entry) {
        Inventory.Lsm lsm = switch (entry.getLsmtype()) {
            case NO_LSM -> Inventory.Lsm.NONE;
            case SELINUX -> Inventory.Lsm.SELINUX;
            case APPARMOR -> Inventory.Lsm.APPARMOR;
        };
        Optional<KobjIds> rootIds = entry.hasRootIds() ? Optional.of(ids(entry.getRootIds()))
                : Optional.empty();
        return new Inventory(entry.getImgVersion(), lsm, rootIds, text(entry.getDumpCriuRunIdBytes()));
    }

    static KobjIds ids(KobjIdsEntry entry) {
        return new KobjIds(entry.getVmId(), entry.getFilesId(), entry.getFsId(), entry.getSighandId(),
                new KobjIds.Namespaces(entry.getPidNsId(), entry.getNetNsId(), entry.getIpcNsId(),
                        entry.getUtsNsId(), entry.getMntNsId(), entry.getUserNsId(), entry.getCgroupNsId(),
                        entry.getTimeNsId()));
    }

    static SetFacts.TreeRow tree(long offset, PstreeEntry entry) {
        int[] tids = entry.getThreadsList().stream().mapToInt(Integer::intValue).toArray();
        CriuProcess.Ids ids = new CriuProcess.Ids(entry.getPid(), entry.getPpid(), entry.getPgid(),
                entry.getSid());
        return new SetFacts.TreeRow(offset, ids, tids);
    }

    static UserNamespace userNamespace(int id, UsernsEntry entry) {
        return new UserNamespace(id, map(entry.getUidMapList()), map(entry.getGidMapList()));
    }

    static HostNames hostNames(int id, UtsnsEntry entry) {
        return new HostNames(id, text(entry.getNodenameBytes()), text(entry.getDomainnameBytes()));
    }

    private static IdMap map(List<UidGidExtent> extents) {
        return new IdMap(extents.stream().map(extent -> new IdMaps.Extent(unsigned(extent.getFirst()),
                unsigned(extent.getLowerFirst()), unsigned(extent.getCount()))).toList());
    }

    /** Pages that an entry places in the pages file. */
    static SetFacts.PageCount pages(PagemapEntry entry) {
        boolean there = entry.hasFlags()
                ? (entry.getFlags() & PRESENT) != 0 && (entry.getFlags() & IN_PARENT) == 0
                : !entry.getInParent();
        long pages = entry.hasNrPages() ? entry.getNrPages() : unsigned(entry.getCompatNrPages());
        boolean sure = pages >= 0 && entry.getUnknownFields().asMap().isEmpty();
        return new SetFacts.PageCount(there ? pages : 0, sure);
    }

    static SetFacts.Core core(int tid, String source, CoreEntry entry) {
        TaskCoreEntry tc = entry.getTc();
        Optional<SetFacts.TaskFacts> task = entry.hasTc()
                ? Optional.of(new SetFacts.TaskFacts(tc.getTaskState(), unsigned(tc.getExitCode()),
                        text(tc.getCommBytes())))
                : Optional.empty();
        return new SetFacts.Core(source, arch(entry.getMtype()), task,
                entry.hasIds() ? Optional.of(ids(entry.getIds())) : Optional.empty(),
                entry.hasThreadCore() ? Optional.of(thread(tid, source, entry)) : Optional.empty());
    }

    /** The name that the kernel has for a machine; empty if it is not known here. */
    private static String arch(CoreEntry.Machine machine) {
        return machine == CoreEntry.Machine.UNKNOWN ? "" : machine.name().toLowerCase(Locale.ROOT);
    }

    private static CriuThread thread(int tid, String source, CoreEntry entry) {
        ThreadCoreEntry core = entry.getThreadCore();
        TaskCoreEntry tc = entry.getTc();
        // before CRIU 2 the mode was kept with the process
        int mode = core.hasSeccompMode() ? core.getSeccompMode().getNumber()
                : tc.getOldSeccompMode().getNumber();
        OptionalInt filter = OptionalInt.empty();
        if (core.hasSeccompFilter()) {
            filter = OptionalInt.of(core.getSeccompFilter());
        } else if (tc.hasOldSeccompFilter()) {
            filter = OptionalInt.of(tc.getOldSeccompFilter());
        }
        String comm = text(core.hasComm() ? core.getCommBytes() : tc.getCommBytes());
        Optional<CriuCred> cred = core.hasCreds() ? Optional.of(cred(core.getCreds())) : Optional.empty();
        return new CriuThread(tid, source, comm, cred, mode, filter);
    }

    private static CriuCred cred(CredsEntry entry) {
        Cred.Ids users = new Cred.Ids(unsigned(entry.getUid()), unsigned(entry.getEuid()),
                unsigned(entry.getSuid()), unsigned(entry.getFsuid()));
        Cred.Ids groups = new Cred.Ids(unsigned(entry.getGid()), unsigned(entry.getEgid()),
                unsigned(entry.getSgid()), unsigned(entry.getFsgid()));
        int[] supplementary = entry.getGroupsList().stream().mapToInt(Integer::intValue).toArray();
        CriuCred.CapSets caps = new CriuCred.CapSets(set(entry.getCapInhList()), set(entry.getCapPrmList()),
                set(entry.getCapEffList()), set(entry.getCapBndList()), set(entry.getCapAmbList()));
        return new CriuCred(users, groups, GroupList.of(supplementary), caps, unsigned(entry.getSecbits()),
                unsigned(entry.getNoNewPrivs()), label(entry.hasLsmProfile(), entry.getLsmProfileBytes()),
                label(entry.hasLsmSockcreate(), entry.getLsmSockcreateBytes()));
    }

    private static Optional<String> label(boolean there, ByteString label) {
        return there && !label.isEmpty() ? Optional.of(text(label)) : Optional.empty();
    }

    /** Two words, the low one first; a word that is missing counts as 0. */
    private static long set(List<Integer> words) {
        long low = words.isEmpty() ? 0 : unsigned(words.get(0));
        return words.size() < 2 ? low : low | (long) words.get(1) << Integer.SIZE;
    }

    private static String text(ByteString bytes) {
        return bytes.isValidUtf8() ? bytes.toStringUtf8() : EntryName.of(bytes.toByteArray()).text();
    }

    private static long unsigned(int value) {
        return value & 0xffff_ffffL;
    }
}
