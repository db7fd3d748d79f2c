// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import static org.ckptimage.restart.Plans.ALL;

import java.util.List;
import java.util.Random;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdMapPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.restart.Images;

/** Images of one task, in which each right is asked for now and then. */
final class SmallImages {
    /** SETGID, SETUID, SETPCAP, SYS_ADMIN, SETFCAP. */
    static final long POWERS = 1L << 6 | 1L << 7 | 1L << 8 | 1L << 21 | 1L << 31;

    private static final int[] SECUREBITS = {0x1, 0x2f, 0x10, 0xc0, 0x3, 0x100, 0x400};

    private final Random random;
    private final int own;

    private SmallImages(Random random, int own) {
        this.random = random;
        this.own = own;
    }

    /** @param own id of the caller */
    static ImagePlan next(Random random, int own) {
        return new SmallImages(random, own).image();
    }

    private boolean seldom() {
        return random.nextInt(8) == 0;
    }

    private ImagePlan image() {
        UserNsPlan space = random.nextInt(3) > 0 ? UserNsPlan.root() : space();
        IpcPlan ipc = new IpcPlan();
        if (seldom()) {
            ipc.semaphores(77, seldom() ? 501 : own, List.of(1), null);
        }
        boolean inside = space.creator() != null;
        IdsPlan uids = ids(inside ? 0 : own);
        int[] groups = seldom() ? random.ints(1 + random.nextInt(3), 0, 50).sorted().toArray() : new int[0];
        CapsPlan caps = caps(inside);
        long ambient = seldom() ? caps.permitted() & caps.inheritable() : 0;
        return Images.single(new CredPlan(uids, ids(inside ? 0 : own), new GroupsPlan(groups),
                new UserPlan(uids.real(), space), caps, null,
                new CredPlan.Recent(random.nextInt(2), ambient)), ipc);
    }

    private IdsPlan ids(int usual) {
        if (random.nextInt(5) > 0) {
            return IdsPlan.all(usual);
        }
        return seldom() ? new IdsPlan(usual, usual, usual, 5)
                : new IdsPlan(id(usual), id(usual), id(usual), id(usual));
    }

    private int id(int usual) {
        return random.nextInt(3) == 0 ? 5 + random.nextInt(3) : usual;
    }

    private CapsPlan caps(boolean inside) {
        long permitted = random.nextInt(inside ? 2 : 7) == 0 ? one() | one() : 0;
        long inheritable = seldom() ? permitted | one() : seldom() ? one() : 0;
        long bounding = seldom() ? ALL & ~one() : -1;
        int bits = seldom() ? SECUREBITS[random.nextInt(SECUREBITS.length)] : 0;
        return new CapsPlan(inheritable, permitted, permitted & random.nextLong(), bounding, bits);
    }

    private long one() {
        return 1L << random.nextInt(24);
    }

    private UserNsPlan space() {
        UserPlan creator = new UserPlan(seldom() ? 500 : own, UserNsPlan.root());
        int lower = switch (random.nextInt(3)) {
            case 0 -> own;
            case 1 -> 0;
            default -> 100_000;
        };
        List<IdMapPlan.Extent> extents = List.of(new IdMapPlan.Extent(0, lower,
                lower == own && random.nextBoolean() ? 1 : 60_000));
        return seldom() ? UserNsPlan.madeBy(creator)
                : new UserNsPlan(creator, new IdMapPlan(random.nextInt(3), extents, extents));
    }
}
