// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import static org.ckptimage.restart.Plans.HELD;
import static org.ckptimage.restart.Plans.ids;

import java.io.IOException;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.restart.Restarted;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.restart.planner.RestartOptions;

/** Callers with some capabilities and no others: as values, and as processes that restart. */
final class Rights {
    private static final int LAST_CAP = 40;

    private Rights() {}

    /** Who restarts. */
    enum Who {
        /** Uid 1000, who has capabilities by the ambient set. */
        USER,
        /** Uid 0, who has them by the bounding set. */
        ROOT
    }

    static Caller caller(Who who, long set) {
        long id = who == Who.USER ? 1000 : 0;
        long bounding = who == Who.USER ? HELD : set;
        return new Caller(ids(id), ids(id), GroupList.EMPTY, new Cred.Caps(0, set, set, bounding, 0),
                LAST_CAP);
    }

    static Restarted start(Who who, long set) throws IOException {
        String words = "-all" + names(set).map(name -> ",+" + name).collect(Collectors.joining());
        return who == Who.ROOT ? Restarted.asRootWith("--bounding-set=" + words, "--inh-caps=-all")
                : Restarted.asUser("--inh-caps=" + words, "--ambient-caps=" + words);
    }

    static Stream<String> names(long set) {
        return Stream.of(Capability.values()).filter(cap -> cap.in(set))
                .map(cap -> cap.name().toLowerCase(Locale.ROOT).substring("cap_".length()));
    }

    static String text(long set) {
        return names(set).collect(Collectors.joining(" "));
    }

    static HostPlanner planner(Caller caller, RestartOptions.Pids pids) {
        RestartOptions options = new RestartOptions(pids, new RestartOptions.UsernsMap(
                RestartOptions.UsernsMap.Kind.CAPTURED, 0), RestartOptions.Caps.EXACT, 100);
        return new HostPlanner(HostProfile.of(caller), options, HostPlanner.Machines.SAME, pid -> false);
    }
}
