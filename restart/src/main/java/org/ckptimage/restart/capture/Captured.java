// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import java.util.List;
import java.util.Objects;
import org.ckptimage.codec.compose.ImagePlan;

/**
 * What was captured.
 *
 * @param plan the image
 * @param tasks number of tasks and threads
 * @param warnings what the image does not say, or not as it was
 */
public record Captured(ImagePlan plan, int tasks, List<String> warnings) {
    public Captured {
        Objects.requireNonNull(plan);
        warnings = List.copyOf(warnings);
    }
}
