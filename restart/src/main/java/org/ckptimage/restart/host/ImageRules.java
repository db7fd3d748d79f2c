// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Header;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.planner.Remark;

/** Whether an image fits to a machine, whatever becomes of it there. */
final class ImageRules {
    /** What the kernel of today calls machines whose name has changed. */
    private static final Map<String, String> NAMES = Map.of("x86_32", "i686", "arm", "armv7l", "ppc32",
            "ppc");
    private static final String NUMBERS = "\\d{1,6}(\\.\\d{1,6}){0,5}";
    private static final Pattern VERSION = Pattern.compile("(\\d{1,6})\\.(\\d{1,6}).*");

    private final HostProfile host;
    private final HostPlanner.Machines machines;
    private final List<Remark> remarks;

    ImageRules(HostProfile host, HostPlanner.Machines machines, List<Remark> remarks) {
        this.host = host;
        this.machines = machines;
        this.remarks = remarks;
    }

    void judge(Image image) {
        architecture(image);
        image.header().ifPresent(this::kernel);
        image.criu().ifPresent(this::criu);
        Set<Integer> used = new HashSet<>();
        for (Task task : image.tasks()) {
            task.credRef().ifPresent(used::add);
        }
        image.creds().stream().filter(cred -> used.contains(cred.objref())).forEach(this::capabilities);
        image.groupinfos().forEach(this::groups);
    }

    private void architecture(Image image) {
        Optional<String> name = image.format().map(format -> format.abi().kernelName())
                .or(() -> image.criu().map(CriuSet::arch)).filter(arch -> !arch.isEmpty())
                .map(arch -> NAMES.getOrDefault(arch, arch));
        String here = host.machine().architecture();
        if (machines == HostPlanner.Machines.SAME && !here.isEmpty() && name.isPresent()
                && !name.get().equals(here)) {
            remarks.add(Remark.refused("image", 0, "arch", "ENOEXEC", "it is of " + name.get()
                    + ", and the machine is " + here));
        }
    }

    private void kernel(Header header) {
        Matcher version = VERSION.matcher(host.kernel().release());
        if (!version.matches()) {
            return;
        }
        int major = Integer.parseInt(version.group(1));
        int minor = Integer.parseInt(version.group(2));
        if (major < header.major() || major == header.major() && minor < header.minor()) {
            remarks.add(Remark.warning("image", 0, "kernel", "it was written by kernel " + header.kernel()
                    + ", and the machine has " + host.kernel().release()));
        }
    }

    private void criu(CriuSet set) {
        String here = host.machine().criuVersion();
        boolean known = set.criuVersion().matches(NUMBERS) && here.matches(NUMBERS);
        if (known && Arrays.compare(numbers(set.criuVersion()), numbers(here)) > 0) {
            remarks.add(Remark.warning("image", 0, "criu", "CRIU " + set.criuVersion()
                    + " wrote it, and the target has " + here));
        }
    }

    private static int[] numbers(String version) {
        return Arrays.stream(version.split("\\.")).mapToInt(Integer::parseInt).toArray();
    }

    /** A set of all 64 bits is what an old kernel called a full one. */
    private void capabilities(Cred cred) {
        long effective = cred.caps().effective();
        long above = effective == -1L ? 0 : effective & ~host.caller().all();
        if (above != 0) {
            remarks.add(Remark.refused("cred", cred.objref(), "cap_e", "EINVAL", "capabilities 0x"
                    + Long.toHexString(above) + " are effective, and the last one of the kernel is "
                    + host.caller().lastCap()));
        }
    }

    private void groups(Groupinfo info) {
        long most = host.kernel().ngroupsMax().orElse(Long.MAX_VALUE);
        if (info.ngroups() > most) {
            remarks.add(Remark.refused("groupinfo", info.objref(), "ngroups", "EINVAL", info.ngroups()
                    + " groups, and the kernel takes " + most));
        }
    }
}
