// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.restart.plan.PlanCred;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Authorisation;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.restart.planner.Resources;
import org.ckptimage.restart.planner.RestartOptions;

/**
 * The fewest capabilities with which a caller of given ids could restart an image: what its steps need, and
 * what its creds hold. The rest of the caller stays as it is. Without any of them the restart fails.
 */
public final class MinimalCaps {
    private static final long SETPCAP = 1L << Capability.CAP_SETPCAP.ordinal();
    /** Capabilities that decide which maps are planned, and whether namespaces are restricted. */
    private static final long PLANNED = 1L << Capability.CAP_SETUID.ordinal()
            | 1L << Capability.CAP_SETGID.ordinal() | 1L << Capability.CAP_SYS_ADMIN.ordinal();
    /** Capabilities in the order in which to do without: the one that can do everything first. */
    private static final List<Integer> ORDER = order();

    private final HostPlanner planner;
    private final Image image;
    private final Resources resources;
    private final Map<Long, Optional<RestartPlan>> plans = new HashMap<>();

    private MinimalCaps(HostPlanner planner, Image image, Resources resources) {
        this.planner = planner;
        this.image = image;
        this.resources = resources;
    }

    private static List<Integer> order() {
        int admin = Capability.CAP_SYS_ADMIN.ordinal();
        return IntStream.concat(IntStream.of(admin), IntStream.range(0, Long.SIZE)
                .filter(cap -> cap != admin)).boxed().toList();
    }

    /** The set, bit n for capability n; empty if no capabilities make a restart possible. */
    public static OptionalLong of(HostPlanner planner, Image image, Resources resources) {
        return new MinimalCaps(planner, image, resources).find();
    }

    private OptionalLong find() {
        Caller caller = planner.host().caller();
        Optional<RestartPlan> plan = planner.with(holding(caller.all())).plan(image, resources).plan();
        if (plan.isEmpty()) {
            return OptionalLong.empty();
        }
        long most = candidates(plan.get());
        long inherited = inherited(plan.get());
        OptionalLong one = reduced(most | inherited);
        // one right to set inheritable capabilities does for many of them
        OptionalLong other = Long.bitCount(inherited & ~most) < 2 ? OptionalLong.empty()
                : reduced(most | SETPCAP);
        boolean better = one.isEmpty() || other.isPresent()
                && Long.bitCount(other.getAsLong()) < Long.bitCount(one.getAsLong());
        return better && other.isPresent() ? other : one;
    }

    private Caller holding(long set) {
        Caller caller = planner.host().caller();
        Cred.Caps caps = caller.caps();
        return new Caller(caller.users(), caller.groups(), caller.groupinfo(), new Cred.Caps(
                caps.inheritable() & set, set, set, caps.bounding(), caps.securebits()), caller.lastCap());
    }

    /** What steps need for a caller that has it, and what creds in its namespace hold. */
    private long candidates(RestartPlan plan) {
        Caller caller = planner.host().caller();
        long set = Authorisation.of(plan, holding(caller.all())).steps().stream()
                .mapToLong(Authorisation.Step::needed).reduce(0, (a, b) -> a | b);
        boolean exact = planner.options().caps() == RestartOptions.Caps.EXACT;
        for (PlanCred cred : plan.creds()) {
            set |= exact && cred.userNs() == PlanTask.NONE ? cred.caps().permitted() : 0;
        }
        return set;
    }

    private long inherited(RestartPlan plan) {
        if (planner.options().caps() == RestartOptions.Caps.NARROW) {
            return 0;
        }
        return plan.creds().stream().filter(cred -> cred.userNs() == PlanTask.NONE)
                .mapToLong(cred -> cred.caps().inheritable()).reduce(0, (a, b) -> a | b);
    }

    private OptionalLong reduced(long most) {
        if (!enough(most)) {
            return OptionalLong.empty();
        }
        long set = most;
        for (int cap : ORDER) {
            long without = set & ~(1L << cap);
            set = without != set && enough(without) ? without : set;
        }
        return OptionalLong.of(set);
    }

    /** Judged anew for each set, but planned only where that may make a difference. */
    private boolean enough(long set) {
        Caller caller = holding(set);
        boolean exact = planner.options().caps() == RestartOptions.Caps.EXACT;
        Optional<RestartPlan> plan = plans.computeIfAbsent(exact ? set & PLANNED : set,
                any -> planner.with(caller).plan(image, resources).plan());
        return plan.isPresent() && Authorisation.of(plan.get(), caller).denied().isEmpty();
    }
}
