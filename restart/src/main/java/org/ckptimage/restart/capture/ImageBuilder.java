// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.restart.capture.proc.ProcFs;

/** Makes the plan of an image out of what was read. */
final class ImageBuilder {
    /** The last layout that was released. */
    private static final FormatVersion VERSION = FormatVersion.V23_RC2;
    private static final Pattern RELEASE = Pattern.compile("(\\d+)\\.(\\d+)(?:\\.(\\d+))?.*");
    private static final int MOST = 255;

    private final Evidence evidence;
    private final ProcFs proc;

    ImageBuilder(Evidence evidence, ProcFs proc) {
        this.evidence = evidence;
        this.proc = proc;
    }

    Captured build(long time) throws IOException {
        ImagePlan plan = new ImagePlan(VERSION, abi(), ByteOrderView.LITTLE)
                .time(time).extensions().withoutMachine();
        kernel(plan);
        TaskBuilder tasks = new TaskBuilder(evidence, new CredTable(evidence), proc);
        for (ThreadFacts task : evidence.snapshot().tasks()) {
            plan.add(tasks.task(task));
        }
        return new Captured(plan, evidence.snapshot().tasks().size(), tasks.omissions());
    }

    private Abi abi() throws CaptureException {
        String arch = System.getProperty("os.arch");
        if (!arch.equals("amd64") && !arch.equals("x86_64")) {
            throw new CaptureException(evidence.snapshot().tasks().get(0).pid(), "EOPNOTSUPP",
                    VERSION.label() + " has no architecture " + arch);
        }
        return Abi.X86_64;
    }

    private void kernel(ImagePlan plan) throws IOException {
        String release = proc.kernel("osrelease");
        Matcher numbers = RELEASE.matcher(release);
        if (numbers.matches()) {
            plan.kernel(number(numbers.group(1)), number(numbers.group(2)),
                    numbers.group(3) == null ? 0 : number(numbers.group(3)));
        }
        plan.uname(shortened(release), shortened(proc.kernel("version")));
    }

    private static int number(String digits) {
        return digits.length() > 3 ? MOST : Math.min(MOST, Integer.parseInt(digits));
    }

    /** The arrays of uname hold 64 characters. */
    private static String shortened(String text) {
        return text.length() > 64 ? text.substring(0, 64) : text;
    }
}
