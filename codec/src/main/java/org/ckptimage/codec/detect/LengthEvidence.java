// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.detect;

import static org.ckptimage.formats.FormatVersion.*;

import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;

/**
 * Record lengths that changed between layouts of one CHECKPOINT_VERSION, in bytes. A small extract of the
 * specs, so that detection need not load the layouts of every candidate; a test keeps both equal.
 */
final class LengthEvidence {
    private LengthEvidence() {}

    /** True if a record of this length can stand in {@code version}; true for types that tell nothing. */
    static boolean fits(FormatVersion version, Abi abi, RecordType type, long length) {
        return switch (type) {
            case TASK -> task(version, abi, length);
            case CRED -> length == cred(version);
            case NS -> length == (version.reconstructed() || version.since(V20_NETNS) ? 24 : 16);
            case FS -> length == (version.since(V23_RC1) ? 16 : 8);
            case TASK_OBJS -> version.reconstructed() || length == (version.since(V19_RC3) ? 32 : 24);
            case VMA -> length == (version.since(V23_RC2) ? 80 : 72);
            case CPU -> !abi.x86() || length == (version.since(V19_RC3) ? 192 : 240);
            case THREAD -> !abi.x86() || length == (version.since(V23_RC1) ? 48 : 40);
            case TTY -> length == (version.since(V23_RC1_TTY) ? 96 : 72);
            case SOCKET -> length == (version.since(V23_RC1) ? 120 : 112);
            case SOCKET_UNIX -> length == 256;
            case SOCKET_FRAG -> length == 16;
            case SOCKET_BUFFER -> length == (version.since(V19_RC2) ? 104 : 16);
            case SOCKET_INET -> length == (version.since(V19_RC2) ? 328 : 48);
            case IPC_SHM, IPC_MSG -> length == (version.since(V19_LSM) ? 120 : 112);
            case IPC_SEM -> length == (version.since(V19_LSM) ? 88 : 80);
            case IPC_MSG_MSG -> length == (version.since(V19_LSM) ? 24 : 16);
            case SIGPENDING -> (length - 24) % (version.since(V23_RC1) ? 88 : 48) == 0;
            case TREE, TASK_CREDS, TASK_NS, USER, USER_NS -> length == 16;
            case PIDS, MM_CONTEXT, HPAGE -> !abi.x86() || length == 24;
            case RESTART_BLOCK -> length == 56;
            default -> true;
        };
    }

    private static boolean task(FormatVersion version, Abi abi, long length) {
        if (version == V14_CREDS) {
            return length == 40;
        }
        if (version == V16) {
            return length == 32;
        }
        if (version.since(V23_RC1)) {
            return length == 80;
        }
        return version.since(V19) ? length == 64 : length == 72 || length == 64 && abi == Abi.X86_32;
    }

    private static int cred(FormatVersion version) {
        return version.since(V19_LSM) ? 96 : 88;
    }
}
