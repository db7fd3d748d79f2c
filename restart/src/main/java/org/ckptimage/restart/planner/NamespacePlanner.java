// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.PlanUserNs;
import org.ckptimage.restart.plan.PlanUserNs.Creator;
import org.ckptimage.restart.plan.PlanUserNs.Extent;
import org.ckptimage.restart.plan.PlanUserNs.IdMap;
import org.ckptimage.restart.plan.PlanUserNs.Setgroups;
import org.ckptimage.restart.planner.RestartOptions.UsernsMap.Kind;

/** Plans the user namespaces below the one of the caller, which stands for the root one of the image. */
final class NamespacePlanner {
    private static final long BLOCK = 65_536;

    private final ImageObjects objects;
    private final PlanContext context;
    private final List<PlanUserNs> plans = new ArrayList<>();
    private final Map<Integer, Integer> positions = new HashMap<>();
    private final Map<Integer, IdUse> uses = new HashMap<>();

    NamespacePlanner(Image image, ImageObjects objects, PlanContext context) {
        this.objects = objects;
        this.context = context;
        List<UserNs> spaces = new ArrayList<>(image.userNamespaces());
        for (UserNs space : spaces) {
            uses.put(space.objref(), new IdUse());
            if (space.level().isEmpty()) {
                context.refuse("user_ns", space.objref(), "creator_ref",
                        "EINVAL: its creators do not lead to a namespace that was there before");
            }
        }
        spaces.removeIf(space -> space.level().isEmpty());
        spaces.sort(Comparator.comparingInt(space -> space.level().getAsInt()));
        countUse(image);
        passUp(spaces);
        for (UserNs space : spaces) {
            if (space.level().getAsInt() > 0) {
                positions.putIfAbsent(space.objref(), add(space));
            }
        }
    }

    List<PlanUserNs> plans() {
        return plans;
    }

    /** Position of a namespace; none for the root one. */
    int position(UserNs space) {
        return positions.getOrDefault(space.objref(), PlanTask.NONE);
    }

    private void countUse(Image image) {
        Set<List<Integer>> counted = new HashSet<>();
        for (Cred cred : image.creds()) {
            objects.spaceOf(cred).ifPresent(space -> {
                boolean first = counted.add(List.of(space.objref(), cred.groupinfoRef()));
                GroupList groups = objects.groupinfo(cred.groupinfoRef()).filter(info -> first)
                        .map(Groupinfo::groups).orElse(GroupList.EMPTY);
                uses.get(space.objref()).cred(cred, groups);
            });
        }
        for (User user : image.users()) {
            objects.space(user.usernsRef()).ifPresent(space -> uses.get(space.objref()).uid(user.uid()));
        }
    }

    /** Deepest first: what is used below must have a number above. */
    private void passUp(List<UserNs> spaces) {
        for (int i = spaces.size() - 1; i >= 0; i--) {
            IdUse use = uses.get(spaces.get(i).objref());
            if (use.gids().isEmpty()) {
                use.gid(context.caller().groups().effective());
            }
            objects.parent(spaces.get(i)).ifPresent(parent -> uses.get(parent.objref()).below(use));
        }
    }

    private int add(UserNs space) {
        int parent = objects.parent(space).map(this::position).orElse(PlanTask.NONE);
        long uid = objects.user(space.creatorRef()).map(User::uid).orElse(0L);
        Optional<SpaceMaps> captured = context.options().map().kind() == Kind.CAPTURED
                ? space.maps().map(SpaceMaps::captured) : Optional.empty();
        SpaceMaps maps = captured.orElseGet(() -> maps(space, parent));
        plans.add(new PlanUserNs(space.objref(), parent, new Creator(uid, creatorGid(space, parent)),
                maps.uids(), maps.gids(), maps.setgroups()));
        return plans.size() - 1;
    }

    /** The format does not tell the gid of a creator: any that the parent maps will do. */
    private long creatorGid(UserNs space, int parent) {
        if (parent == PlanTask.NONE) {
            return context.caller().groups().effective();
        }
        IdMap map = plans.get(parent).gids();
        long fallback = map.extents().isEmpty() ? 0 : map.extents().get(0).inside();
        return uses.get(space.objref()).gids().stream().filter(gid -> maps(map, gid)).findFirst()
                .orElse(fallback);
    }

    private static boolean maps(IdMap map, long id) {
        return map.extents().stream().anyMatch(extent -> id >= extent.inside()
                && id - extent.inside() < extent.count());
    }

    private SpaceMaps maps(UserNs space, int parent) {
        boolean mapper = context.caller().has(Capability.CAP_SETUID)
                && context.caller().has(Capability.CAP_SETGID);
        if (!mapper && parent == PlanTask.NONE) {
            return single(space);
        }
        return switch (context.options().map().kind()) {
            case IDENTITY -> new SpaceMaps(IdMap.identity(), IdMap.identity(), Setgroups.ALLOW);
            case BASE -> block(parent);
            case USED, CAPTURED -> used(space, parent);
        };
    }

    private SpaceMaps used(UserNs space, int parent) {
        IdUse use = uses.get(space.objref());
        // a parent whose ids did not fit into a map has all of them, and so may its children
        return new SpaceMaps(IdUse.oneToOne(use.uids()), IdUse.oneToOne(use.gids()), setgroups(parent));
    }

    private Setgroups setgroups(int parent) {
        return parent == PlanTask.NONE ? Setgroups.ALLOW : plans.get(parent).setgroups();
    }

    private SpaceMaps block(int parent) {
        long base = context.options().map().base();
        long blocks = plans.stream().filter(plan -> plan.parent() == PlanTask.NONE).count();
        long outside = parent == PlanTask.NONE ? base + blocks * BLOCK : 0;
        IdMap map = IdMap.of(0, outside, BLOCK);
        return new SpaceMaps(map, map, Setgroups.ALLOW);
    }

    /** Without CAP_SETUID and CAP_SETGID a map has the caller's own id, and no groups can be set. */
    private SpaceMaps single(UserNs space) {
        IdUse use = uses.get(space.objref());
        if (use.uids().size() > 1 || use.gids().size() > 1) {
            context.refuse("user_ns", space.objref(), "uid_map", "EPERM: uids " + some(use.uids())
                    + " and gids " + some(use.gids())
                    + " are used in it, but without CAP_SETUID and CAP_SETGID"
                    + " only one of each can be mapped");
        }
        long uid = use.uids().isEmpty() ? 0 : use.uids().first();
        long gid = use.gids().isEmpty() ? 0 : use.gids().first();
        return new SpaceMaps(IdMap.of(uid, context.caller().users().effective(), 1),
                IdMap.of(gid, context.caller().groups().effective(), 1), Setgroups.DENY);
    }

    private static String some(TreeSet<Long> ids) {
        List<Long> first = ids.stream().limit(5).toList();
        return ids.size() > first.size() ? first + " and more" : first.toString();
    }

    /** Both maps of a user namespace, and whether groups may be set inside. */
    private record SpaceMaps(IdMap uids, IdMap gids, Setgroups setgroups) {
        /** Those that an image holds; one that does not tell of setgroups allows it, as the kernel does. */
        static SpaceMaps captured(IdMaps maps) {
            return new SpaceMaps(map(maps.uids()), map(maps.gids()),
                    maps.setgroups().orElse(1) == 0 ? Setgroups.DENY : Setgroups.ALLOW);
        }

        private static IdMap map(List<IdMaps.Extent> extents) {
            return new IdMap(extents.stream().map(extent ->
                    new Extent(extent.first(), extent.lowerFirst(), extent.count())).toList());
        }
    }
}
