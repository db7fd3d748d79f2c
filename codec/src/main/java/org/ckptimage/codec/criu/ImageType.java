// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import com.google.protobuf.Message;
import java.util.Optional;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.criu.proto.FdinfoEntry;
import org.ckptimage.codec.criu.proto.FileEntry;
import org.ckptimage.codec.criu.proto.FsEntry;
import org.ckptimage.codec.criu.proto.InventoryEntry;
import org.ckptimage.codec.criu.proto.KobjIdsEntry;
import org.ckptimage.codec.criu.proto.MmEntry;
import org.ckptimage.codec.criu.proto.NsFileEntry;
import org.ckptimage.codec.criu.proto.PagemapEntry;
import org.ckptimage.codec.criu.proto.PagemapHead;
import org.ckptimage.codec.criu.proto.PipeEntry;
import org.ckptimage.codec.criu.proto.PstreeEntry;
import org.ckptimage.codec.criu.proto.RegFileEntry;
import org.ckptimage.codec.criu.proto.RlimitEntry;
import org.ckptimage.codec.criu.proto.SeccompEntry;
import org.ckptimage.codec.criu.proto.SigactionEntry;
import org.ckptimage.codec.criu.proto.StatsEntry;
import org.ckptimage.codec.criu.proto.TimensEntry;
import org.ckptimage.codec.criu.proto.UsernsEntry;
import org.ckptimage.codec.criu.proto.UtsnsEntry;
import org.ckptimage.codec.criu.proto.VmaEntry;

/**
 * The image files of CRIU that begin with a magic number. A name is what {@code crit} calls the type. Types
 * without a message class are framed like the others; their messages stay bytes.
 */
public enum ImageType {
    INVENTORY(0x58313116, "inventory", Count.ONE, InventoryEntry.getDefaultInstance()),
    PSTREE(0x50273030, "pstree", PstreeEntry.getDefaultInstance()),
    CORE(0x55053847, "core", Count.ONE, CoreEntry.getDefaultInstance()),
    IDS(0x54432030, "ids", Count.ONE, KobjIdsEntry.getDefaultInstance()),
    USERNS(0x55474906, "userns", Count.ONE, UsernsEntry.getDefaultInstance()),
    SECCOMP(0x64413049, "seccomp", Count.ONE, SeccompEntry.getDefaultInstance()),
    MM(0x57492820, "mm", Count.ONE, MmEntry.getDefaultInstance()),
    PAGEMAP(0x56084025, "pagemap", Count.HEAD, PagemapEntry.getDefaultInstance()),
    FS(0x51403912, "fs", Count.ONE, FsEntry.getDefaultInstance()),
    FDINFO(0x56213732, "fdinfo", FdinfoEntry.getDefaultInstance()),
    FILES(0x56303138, "files", FileEntry.getDefaultInstance()),
    UTSNS(0x54473203, "utsns", Count.ONE, UtsnsEntry.getDefaultInstance()),
    TIMENS(0x43114433, "timens", Count.ONE, TimensEntry.getDefaultInstance()),
    STATS(0x57093306, "stats", StatsEntry.getDefaultInstance()),
    CREDS(0x54023547, "creds", Count.ONE, CredsEntry.getDefaultInstance()),
    VMAS(0x54123737, "vmas", VmaEntry.getDefaultInstance()),
    REG_FILES(0x50363636, "reg-files", RegFileEntry.getDefaultInstance()),
    NS_FILES(0x61394011, "ns-files", NsFileEntry.getDefaultInstance()),
    PIPES(0x56513555, "pipes", PipeEntry.getDefaultInstance()),
    RLIMIT(0x57113925, "rlimit", RlimitEntry.getDefaultInstance()),
    SIGACT(0x55344201, "sigacts", SigactionEntry.getDefaultInstance()),

    PIPES_DATA(0x56453709, "pipes-data", Extra.PIPE_DATA),
    FIFO_DATA(0x59333054, "fifo-data", Extra.PIPE_DATA),
    SK_QUEUES(0x56264026, "sk-queues", Extra.PIPE_DATA),
    TCP_STREAM(0x51465506, "tcp-stream", Extra.TCP_QUEUES),
    IPCNS_SHM(0x46283044, "ipcns-shm", Extra.SHARED_MEMORY),
    IPCNS_SEM(0x59573019, "ipcns-sem", Extra.SEMAPHORES),
    IPCNS_MSG(0x55453737, "ipcns-msg", Extra.MESSAGES),
    BPFMAP_DATA(0x64324033, "bpfmap-data", Extra.BPF_MAP),
    GHOST_FILE(0x52583605, "ghost-file", Extra.GHOST_FILE),

    IPC_VAR(0x53115007, "ipcns-var"),
    PIDNS(0x61157326, "pidns"),
    NETNS(0x55933752, "netns"),
    NETDEV(0x57373951, "netdev"),
    MNTS(0x55563928, "mountpoints"),
    CGROUP(0x59383330, "cgroup"),
    APPARMOR(0x59423047, "apparmor"),
    CPUINFO(0x61404013, "cpuinfo"),
    REMAP_FPATH(0x59133954, "remap-fpath"),
    FILE_LOCKS(0x54323616, "filelocks"),
    MEMFD_INODE(0x48453499, "memfd"),
    TTY_FILES(0x59433025, "tty"),
    TTY_INFO(0x59453036, "tty-info"),
    TTY_DATA(0x59413026, "tty-data"),
    TIMERFD(0x50493712, "timerfd"),
    EVENTFD_FILE(0x44523722, "eventfd"),
    EVENTPOLL_FILE(0x45023858, "eventpoll"),
    EVENTPOLL_TFD(0x44433746, "eventpoll-tfd"),
    SIGNALFD(0x57323820, "signalfd"),
    INOTIFY_FILE(0x48424431, "inotify"),
    INOTIFY_WD(0x54562009, "inotify-wd"),
    FANOTIFY_FILE(0x55096122, "fanotify"),
    FANOTIFY_MARK(0x56506035, "fanotify-mark"),
    FIFO(0x58364939, "fifo"),
    UNIXSK(0x54373943, "unixsk"),
    INETSK(0x56443851, "inetsk"),
    PACKETSK(0x60454618, "packetsk"),
    NETLINK_SK(0x58005614, "netlinksk"),
    EXT_FILES(0x59255641, "ext-files"),
    TUNFILE(0x57143751, "tunfile"),
    AUTOFS(0x49353943, "autofs"),
    BINFMT_MISC(0x67343323, "binfmt-misc"),
    BPFMAP_FILE(0x57506142, "bpfmap-file"),
    PIDFD(0x54435556, "pidfd"),
    ITIMERS(0x57464056, "itimers"),
    POSIX_TIMERS(0x52603957, "posix-timers"),
    SIGNAL(0x59255647, "signal-s"),
    IRMAP_CACHE(0x57004059, "irmap-cache");

    /** How many entries an image has. */
    enum Count { ANY, ONE, HEAD }

    private final long magic;
    private final String stem;
    private final Count count;
    private final Extra extra;
    private final Optional<Message> prototype;

    ImageType(long magic, String stem, Count count, Message prototype) {
        this.magic = magic;
        this.stem = stem;
        this.count = count;
        this.extra = Extra.NONE;
        this.prototype = Optional.of(prototype);
    }

    ImageType(long magic, String stem, Message prototype) {
        this(magic, stem, Count.ANY, prototype);
    }

    ImageType(long magic, String stem, Extra extra) {
        this.magic = magic;
        this.stem = stem;
        this.count = Count.ANY;
        this.extra = extra;
        this.prototype = Optional.empty();
    }

    ImageType(long magic, String stem) {
        this(magic, stem, Extra.NONE);
    }

    /** The type with this magic number. */
    public static Optional<ImageType> ofMagic(long magic) {
        for (ImageType type : values()) {
            if (type.magic == magic) {
                return Optional.of(type);
            }
        }
        return Optional.empty();
    }

    /** The type of the files called {@code stem.img} or {@code stem-NUMBER.img}. */
    public static Optional<ImageType> ofStem(String stem) {
        for (ImageType type : values()) {
            if (type.stem.equals(stem)) {
                return Optional.of(type);
            }
        }
        return switch (stem) {
            case "pagemap-shmem" -> Optional.of(PAGEMAP);
            case "signal-p" -> Optional.of(SIGNAL);
            case "stats-dump", "stats-restore" -> Optional.of(STATS);
            default -> Optional.empty();
        };
    }

    /** The magic number, unsigned. */
    public long magic() {
        return magic;
    }

    /** File name up to the number or the dot. */
    public String stem() {
        return stem;
    }

    /**
     * The message of entry {@code index}, without fields.
     *
     * @return empty for a type whose messages are not known here
     */
    public Optional<Message> prototype(int index) {
        return this == PAGEMAP && index == 0 ? Optional.of(PagemapHead.getDefaultInstance()) : prototype;
    }

    /** The magic number in front of this type's own one in a set of version 1.1. */
    ImageHead.Prefix prefix() {
        return switch (this) {
            case INVENTORY -> ImageHead.Prefix.NONE;
            case STATS, IRMAP_CACHE -> ImageHead.Prefix.SERVICE;
            default -> ImageHead.Prefix.COMMON;
        };
    }

    /** True if CRIU reads one entry and no more. */
    public boolean single() {
        return count == Count.ONE;
    }

    /** True if an image without any entry is cut. */
    public boolean needsEntry() {
        return count != Count.ANY;
    }

    Extra extra() {
        return extra;
    }
}
