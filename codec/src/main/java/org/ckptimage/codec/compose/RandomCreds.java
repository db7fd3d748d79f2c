// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.ckptimage.formats.FormatVersion;

/** Credentials that tasks of one random image share or have of their own. */
final class RandomCreds {
    private static final long KNOWN_CAPS = (1L << 34) - 1;
    private static final int SEED_GROUPS = 15;
    private static final int HIGHEST_ID = 60000;

    private final ImagePlan plan;
    private final Random random;
    private final List<UserPlan> users = new ArrayList<>();
    private final List<CredPlan> creds = new ArrayList<>();

    RandomCreds(ImagePlan plan, Random random) {
        this.plan = plan;
        this.random = random;
        UserNsPlan root = UserNsPlan.root();
        users.add(new UserPlan(0, root));
        users.add(new UserPlan(id(), root));
        int depth = random.nextInt(4);
        for (int i = 0; i < depth; i++) {
            UserPlan creator = users.get(random.nextInt(users.size()));
            users.add(new UserPlan(id(), new UserNsPlan(creator, map())));
        }
    }

    /** A cred, often one that was given before. */
    CredPlan next() {
        if (!creds.isEmpty() && random.nextBoolean()) {
            return creds.get(random.nextInt(creds.size()));
        }
        UserPlan user = users.get(random.nextInt(users.size()));
        int uid = user.uid();
        IdsPlan uids = random.nextInt(3) == 0 ? new IdsPlan(uid, id(), id(), id()) : IdsPlan.all(uid);
        CredPlan.Recent recent = random.nextBoolean() ? null
                : new CredPlan.Recent(random.nextInt(3), random.nextLong() & KNOWN_CAPS);
        CredPlan cred = new CredPlan(uids, IdsPlan.all(id()), groups(), user, caps(), label(4), recent);
        creds.add(cred);
        return cred;
    }

    /** A label for an object of that kind, or none. */
    LabelPlan label(int kind) {
        String text = "user_u:role_r:type" + random.nextInt(9) + "_t";
        return random.nextInt(3) == 0 ? new LabelPlan(text, kind) : null;
    }

    private CapsPlan caps() {
        return switch (random.nextInt(3)) {
            case 0 -> CapsPlan.full();
            case 1 -> CapsPlan.none();
            default -> new CapsPlan(random.nextLong() & KNOWN_CAPS, random.nextLong() & KNOWN_CAPS,
                    random.nextLong() & KNOWN_CAPS, random.nextLong() & KNOWN_CAPS, random.nextInt(0x40));
        };
    }

    private GroupsPlan groups() {
        boolean seed = plan.version == FormatVersion.V14_CREDS;
        TreeSet<Integer> groups = new TreeSet<>();
        int wanted = random.nextInt(seed ? SEED_GROUPS : 40);
        while (groups.size() < wanted) {
            groups.add(id());
        }
        return new GroupsPlan(groups.stream().mapToInt(Integer::intValue).toArray());
    }

    private IdMapPlan map() {
        List<IdMapPlan.Extent> uids = List.of(new IdMapPlan.Extent(0, 100000, 65536));
        List<IdMapPlan.Extent> gids = random.nextBoolean() ? uids : List.of();
        return random.nextBoolean() ? new IdMapPlan(random.nextInt(3), uids, gids) : null;
    }

    private int id() {
        return 1 + random.nextInt(HIGHEST_ID);
    }
}
