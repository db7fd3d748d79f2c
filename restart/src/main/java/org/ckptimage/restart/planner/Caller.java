// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;

/**
 * Who restarts: one snapshot of credentials, against which every step is authorised.
 *
 * @param users its user ids
 * @param groups its group ids
 * @param groupinfo its supplementary groups
 * @param caps its capability sets and securebits
 * @param lastCap highest capability of the kernel
 */
public record Caller(Cred.Ids users, Cred.Ids groups, GroupList groupinfo, Cred.Caps caps, int lastCap) {
    private static final int USUAL_LAST_CAP = 40;
    private static final int SYSCTL_BYTES = 64;

    public Caller {
        Objects.requireNonNull(users);
        Objects.requireNonNull(groups);
        Objects.requireNonNull(groupinfo);
        Objects.requireNonNull(caps);
    }

    /** The caller of this program. Its securebits are taken for 0, since {@code /proc} does not tell. */
    public static Caller current() throws IOException {
        Map<String, String> status = status(Files.readString(Path.of("/proc/self/status"),
                StandardCharsets.ISO_8859_1));
        int[] list = Arrays.stream(status.get("Groups").split(" ")).filter(word -> !word.isEmpty())
                .mapToInt(Integer::parseUnsignedInt).toArray();
        Cred.Caps caps = new Cred.Caps(set(status, "CapInh"), set(status, "CapPrm"), set(status, "CapEff"),
                set(status, "CapBnd"), 0);
        return new Caller(ids(status.get("Uid")), ids(status.get("Gid")), GroupList.of(list), caps,
                readLastCap());
    }

    private static Map<String, String> status(String text) {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return fields;
    }

    private static Cred.Ids ids(String text) {
        long[] ids = Arrays.stream(text.split("\\s+")).mapToLong(Long::parseLong).toArray();
        return new Cred.Ids(ids[0], ids[1], ids[2], ids[3]);
    }

    private static long set(Map<String, String> status, String name) {
        return Long.parseUnsignedLong(status.get(name), 16);
    }

    /** A file of sysctl gives its text to the first read alone, so that has to be large enough. */
    private static int readLastCap() throws IOException {
        Path file = Path.of("/proc/sys/kernel/cap_last_cap");
        if (!Files.isReadable(file)) {
            return USUAL_LAST_CAP;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text = new String(in.readNBytes(SYSCTL_BYTES), StandardCharsets.US_ASCII);
            return Integer.parseInt(text.strip());
        }
    }

    /** All capabilities that the kernel has. */
    public long all() {
        return lastCap >= Long.SIZE - 1 ? -1L : (1L << (lastCap + 1)) - 1;
    }

    /** Whether it may use a capability. */
    public boolean has(int capability) {
        return (caps.effective() >>> capability & 1) != 0;
    }
}
