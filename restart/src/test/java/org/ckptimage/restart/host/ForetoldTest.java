// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import static org.ckptimage.restart.Plans.HELD;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.model.Image;
import org.ckptimage.restart.Images;
import org.ckptimage.restart.NeedsRoot;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.host.Rights.Who;
import org.ckptimage.restart.planner.Authorisation;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Resources;
import org.ckptimage.restart.planner.RestartOptions.Pids;
import org.ckptimage.restart.run.RestartException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is foretold of generated images is what the kernel then does. */
@NeedsRoot
final class ForetoldTest {
    private static final int IMAGES = 50;
    private static final long SEED = 20090520;

    /** Who restarts, with which capabilities. */
    private enum Callers {
        ROOT, ROOT_WITH_SOME, USER, USER_WITH_SOME;

        Who who() {
            return this == ROOT || this == ROOT_WITH_SOME ? Who.ROOT : Who.USER;
        }

        long set(Random random) {
            long some = random.nextLong() & random.nextLong() | SmallImages.POWERS & random.nextLong();
            return this == ROOT ? HELD : this == USER ? 0 : HELD & some;
        }
    }

    @ParameterizedTest
    @EnumSource
    void isWhatHappens(Callers callers) throws IOException {
        Random random = new Random(SEED + callers.ordinal());
        List<String> differences = new ArrayList<>();
        int[] verdicts = new int[2];
        for (int i = 0; i < IMAGES; i++) {
            ImagePlan plan = SmallImages.next(random, callers.who() == Who.ROOT ? 0 : 1000);
            Image image = Images.composed(plan);
            Resources resources = Images.resources(plan);
            long set = callers.set(random);
            Planned planned = Rights.planner(Rights.caller(callers.who(), set), Pids.ANY)
                    .plan(image, resources);
            if (planned.plan().isPresent()) {
                boolean foretold = HostPlanner.possible(planned);
                verdicts[foretold ? 1 : 0]++;
                String failure = failure(callers.who(), set, planned);
                if (foretold != failure.isEmpty()) {
                    differences.add(i + " with " + Rights.text(set) + ": " + planned.authorisation().denied()
                            .stream().map(Authorisation.Step::field).toList() + " but '" + failure + "'");
                }
            }
        }
        assertEquals(List.of(), differences);
        assertTrue(callers == Callers.ROOT || verdicts[0] > 10, "denied " + verdicts[0]);
        assertTrue(verdicts[1] > 10, "possible " + verdicts[1]);
    }

    private static String failure(Who who, long set, Planned planned) throws IOException {
        try (Restarted restarted = Rights.start(who, set)) {
            restarted.ready(planned.plan().orElseThrow());
            return "";
        } catch (RestartException e) {
            return e.getMessage();
        }
    }
}
