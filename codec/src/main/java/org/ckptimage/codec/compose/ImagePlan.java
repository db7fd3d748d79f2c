// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/** What an image is to hold. {@link ImageComposer} writes it. */
public final class ImagePlan {
    final FormatVersion version;
    final Abi abi;
    final ByteOrderView order;
    final List<TaskPlan> tasks = new ArrayList<>();
    final List<String> failures = new ArrayList<>();
    int[] kernel = {2, 6, 33};
    long time;
    boolean extended;
    boolean subtree = true;
    boolean machine = true;
    String release = "2.6.33-ckpt";
    String build = "#1 SMP";
    String lsm = "lsm_none";

    public ImagePlan(FormatVersion version, Abi abi, ByteOrderView order) {
        this.version = version;
        this.abi = abi;
        this.order = order;
        LocalDate day = LocalDate.parse(Integer.toString(version.stamp()), DateTimeFormatter.BASIC_ISO_DATE);
        this.time = day.atStartOfDay(ZoneOffset.UTC).toEpochSecond();
    }

    /** The byte order that machines of an architecture had: big on s390x and powerpc, else little. */
    public static ByteOrderView usualOrder(Abi abi) {
        boolean big = abi == Abi.S390X || abi == Abi.PPC32 || abi == Abi.PPC64;
        return big ? ByteOrderView.BIG : ByteOrderView.LITTLE;
    }

    /** Layout it is written in. */
    public FormatVersion version() {
        return version;
    }

    /** Architecture it is written for. */
    public Abi abi() {
        return abi;
    }

    /** Byte order it is written in. */
    public ByteOrderView order() {
        return order;
    }

    /** Adds a task; the first one is the root of the tree, and a child comes after its parent. */
    public ImagePlan add(TaskPlan task) {
        tasks.add(task);
        return this;
    }

    /** Version of the kernel, such as 2.6.33. */
    public ImagePlan kernel(int major, int minor, int patch) {
        kernel = new int[] {major, minor, patch};
        release = major + "." + minor + "." + patch + "-ckpt";
        return this;
    }

    /** Release and version of the kernel as uname tells them. */
    public ImagePlan uname(String kernelRelease, String kernelVersion) {
        release = kernelRelease;
        build = kernelVersion;
        return this;
    }

    /** Says nothing of registers and of the layout of memory: their fields are 0. */
    public ImagePlan withoutMachine() {
        machine = false;
        return this;
    }

    /** Time of capture in seconds since 1970. */
    public ImagePlan time(long seconds) {
        time = seconds;
        return this;
    }

    /** Name of the LSM, at most 10 characters. */
    public ImagePlan lsm(String name) {
        lsm = name;
        return this;
    }

    /** Whether only part of a container is saved, as far as HEADER tells. */
    public ImagePlan subtree(boolean part) {
        subtree = part;
        return this;
    }

    /** Lets extension records be written where the plan has something for them. */
    public ImagePlan extensions() {
        extended = true;
        return this;
    }

    /** Ends the image by a failure instead of TAIL. */
    public ImagePlan fail(String message) {
        failures.add(message);
        return this;
    }

    ImageFormat format() {
        return new ImageFormat(version, List.of(version), abi, order);
    }
}
