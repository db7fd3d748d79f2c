// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/**
 * Varied small valid images of all versions, architectures and byte orders; same seed, same image.
 * Nothing in them is dubious either: a scan has no finding.
 */
public final class RandomImages {
    private static final int MOST_TASKS = 6;

    private RandomImages() {}

    /** The image of a seed. */
    public static ImagePlan of(long seed) {
        Random random = new Random(seed * 0x5deece66dL + 11);
        FormatVersion[] versions = FormatVersion.values();
        // the low part of the seed walks through the versions, so that a few hundred seeds meet all of them
        FormatVersion version = versions[(int) Math.floorMod(seed, (long) versions.length)];
        List<Abi> abis = Arrays.stream(Abi.values()).filter(a -> a.archId(version) >= 0).toList();
        Abi abi = abis.get(random.nextInt(abis.size()));
        boolean either = abi == Abi.PPC32 || abi == Abi.PPC64 || abi == Abi.ARM;
        ByteOrderView order = either && random.nextInt(4) == 0
                ? other(ImagePlan.usualOrder(abi)) : ImagePlan.usualOrder(abi);
        ImagePlan plan = new ImagePlan(version, abi, order).subtree(random.nextBoolean());
        if (!version.reconstructed() && random.nextInt(4) == 0) {
            plan.extensions();
        }
        fill(plan, random);
        return plan;
    }

    private static ByteOrderView other(ByteOrderView order) {
        return order == ByteOrderView.BIG ? ByteOrderView.LITTLE : ByteOrderView.BIG;
    }

    private static void fill(ImagePlan plan, Random random) {
        RandomCreds creds = new RandomCreds(plan, random);
        RandomTasks tasks = new RandomTasks(plan, random, creds);
        plan.add(tasks.root());
        int more = random.nextInt(MOST_TASKS);
        for (int i = 0; i < more; i++) {
            plan.add(tasks.next());
        }
        plan.lsm(random.nextBoolean() ? "lsm_none" : "smack");
    }
}
