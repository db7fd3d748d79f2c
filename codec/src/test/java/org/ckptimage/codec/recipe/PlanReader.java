// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.time.Instant;
import java.util.List;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/** Turns the lines of a recipe that describe an image into a plan. */
final class PlanReader {
    private final NamedThings names = new NamedThings();
    private ImagePlan plan;
    private CredLines creds;
    private FileLines files;
    private MemoryLines memory;
    private TaskLines tasks;

    /** True if the line describes content, not an edit. */
    boolean read(RecipeLine line) {
        if (line.verb().equals("image")) {
            start(line);
            return true;
        }
        return plan != null && (header(line) || creds.read(line) || files.read(line) || memory.read(line)
                || tasks.read(line));
    }

    /** The plan; null if no line was {@code image}. */
    ImagePlan plan() {
        return plan;
    }

    private void start(RecipeLine line) {
        FormatVersion version = FormatVersion.ofLabel(line.word(0))
                .orElseThrow(() -> line.error("no such version"));
        Abi abi = List.of(Abi.values()).stream().filter(a -> a.kernelName().equals(line.word(1))).findFirst()
                .orElseThrow(() -> line.error("no such architecture"));
        ByteOrderView order = switch (line.word(2)) {
            case "little" -> ByteOrderView.LITTLE;
            case "big" -> ByteOrderView.BIG;
            default -> throw line.error("little or big");
        };
        plan = new ImagePlan(version, abi, order);
        creds = new CredLines(names);
        files = new FileLines(names);
        memory = new MemoryLines(names);
        tasks = new TaskLines(names, plan);
    }

    private boolean header(RecipeLine line) {
        switch (line.verb()) {
            case "kernel" -> {
                String[] part = line.word(0).split("\\.");
                plan.kernel(Integer.parseInt(part[0]), Integer.parseInt(part[1]), Integer.parseInt(part[2]));
            }
            case "time" -> plan.time(Instant.parse(line.word(0)).getEpochSecond());
            case "lsm" -> plan.lsm(line.word(0));
            case "container" -> plan.subtree(false);
            case "extensions" -> plan.extensions();
            case "fail" -> plan.fail(line.word(0));
            default -> {
                return false;
            }
        }
        return true;
    }
}
