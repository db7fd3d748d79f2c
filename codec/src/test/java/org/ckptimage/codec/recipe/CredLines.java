// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdMapPlan;
import org.ckptimage.codec.compose.IdsPlan;
import org.ckptimage.codec.compose.LabelPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;

/** Lines about credentials: userns, user, groups, label, cred. */
final class CredLines {
    private final NamedThings names;

    CredLines(NamedThings names) {
        this.names = names;
        UserNsPlan host = UserNsPlan.root();
        names.put("host", host);
        names.put("root", new UserPlan(0, host));
        names.put("none", new GroupsPlan());
        names.put("root", CredPlan.root(host));
    }

    boolean read(RecipeLine line) {
        switch (line.verb()) {
            case "userns" -> names.put(line.word(0), new UserNsPlan(
                    names.option(line, "creator", UserPlan.class, null), map(line)));
            case "user" -> names.put(line.word(0), new UserPlan(line.integer("uid", 0),
                    names.get(line, UserNsPlan.class, line.text("ns", "host"))));
            case "groups" -> names.put(line.word(0), groups(line));
            case "label" -> names.put(line.word(0),
                    new LabelPlan(line.text("text"), line.integer("kind", 4)));
            case "cred" -> names.put(line.word(0), cred(line));
            default -> {
                return false;
            }
        }
        return true;
    }

    private GroupsPlan groups(RecipeLine line) {
        if (line.has("first")) {
            int first = line.integer("first", 0);
            int[] list = new int[line.integer("count", 0)];
            for (int i = 0; i < list.length; i++) {
                list[i] = first + i;
            }
            return new GroupsPlan(list);
        }
        return new GroupsPlan(line.integers("list").stream().mapToInt(Integer::intValue).toArray());
    }

    private CredPlan cred(RecipeLine line) {
        UserPlan user = names.get(line, UserPlan.class, line.text("user", "root"));
        CapsPlan base = line.text("caps", user.uid() == 0 ? "full" : "none").equals("full")
                ? CapsPlan.full() : CapsPlan.none();
        CapsPlan caps = new CapsPlan(line.number("inh", base.inheritable()),
                line.number("prm", base.permitted()), line.number("eff", base.effective()),
                line.number("bnd", base.bounding()), line.integer("securebits", 0));
        CredPlan.Recent recent = line.has("nnp") || line.has("ambient")
                ? new CredPlan.Recent(line.integer("nnp", 2), line.number("ambient", 0)) : null;
        return new CredPlan(ids(line, "uid", user.uid()), ids(line, "gid", user.uid()),
                names.get(line, GroupsPlan.class, line.text("groups", "none")), user, caps,
                names.option(line, "label", LabelPlan.class, null), recent);
    }

    /** One id for all, or real, saved, effective and file system id with commas between. */
    private static IdsPlan ids(RecipeLine line, String option, int otherwise) {
        List<Integer> ids = line.integers(option);
        return switch (ids.size()) {
            case 0 -> IdsPlan.all(otherwise);
            case 1 -> IdsPlan.all(ids.get(0));
            case 4 -> new IdsPlan(ids.get(0), ids.get(1), ids.get(2), ids.get(3));
            default -> throw line.error("one or four ids");
        };
    }

    private static IdMapPlan map(RecipeLine line) {
        boolean mapped = line.has("uids") || line.has("gids");
        return !mapped ? null
                : new IdMapPlan(line.integer("setgroups", 2), extents(line, "uids"), extents(line, "gids"));
    }

    private static List<IdMapPlan.Extent> extents(RecipeLine line, String option) {
        List<IdMapPlan.Extent> extents = new ArrayList<>();
        for (String extent : line.text(option, "").split(",")) {
            if (!extent.isEmpty()) {
                String[] n = extent.split(":");
                extents.add(new IdMapPlan.Extent((int) line.number(n[0]), (int) line.number(n[1]),
                        (int) line.number(n[2])));
            }
        }
        return extents;
    }
}
