// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.host;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.restart.host.HostProfile;
import org.ckptimage.restart.host.UserSpace;

/**
 * Reads what {@code ckpt-image profile} writes. Keys that are not known are left, so that a newer profile
 * can be read; {@code null} is what is not known. An object without {@code caller} is a caller by itself,
 * with the keys of {@link CallerKeys} and no others.
 */
public final class HostProfileReader {
    private static final String SCHEMA = "ckpt-image/profile/1";
    private static final long MOST = Long.MAX_VALUE;
    private static final long IDS = 0xffff_ffffL;
    private static final int HIGHEST_LAST_CAP = 63;
    private static final int MOST_LEVEL = 33;

    private final ProfileTokens tokens;
    private final CallerKeys caller;
    private final Map<String, OptionalLong> numbers = new HashMap<>();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, List<String>> lists = new HashMap<>();
    private final Map<String, List<IdMaps.Extent>> maps = new HashMap<>();
    private final List<String> strangers = new ArrayList<>();
    private boolean whole;

    private HostProfileReader(ProfileTokens tokens) {
        this.tokens = tokens;
        this.caller = new CallerKeys(tokens);
    }

    /**
     * Reads a profile.
     *
     * @throws IOException if it cannot be read or is none; the message says what is wrong with it
     */
    public static HostProfile read(InputStream in) throws IOException {
        try (ProfileTokens tokens = new ProfileTokens(in)) {
            HostProfileReader reader = new HostProfileReader(tokens);
            tokens.document(reader::section);
            return reader.profile();
        }
    }

    private void section(String key) throws IOException {
        switch (key) {
            case "schema" -> schema();
            case "caller" -> {
                whole = true;
                tokens.object(key, name -> skipUnless(caller.takes(name)));
            }
            case "kernel", "user_ns", "security", "machine" -> tokens.object(key, this::value);
            default -> {
                if (!caller.takes(key)) {
                    strangers.add(key);
                    tokens.skip();
                }
            }
        }
    }

    private void schema() throws IOException {
        whole = true;
        if (!tokens.text("schema").equals(SCHEMA)) {
            throw new IOException(".schema is not " + SCHEMA);
        }
    }

    private void skipUnless(boolean taken) throws IOException {
        if (!taken) {
            tokens.skip();
        }
    }

    private void value(String key) throws IOException {
        switch (key) {
            case "release", "architecture", "criu_version", "setgroups" ->
                    texts.put(key, tokens.optionalText(key));
            case "cap_last_cap" -> numbers.put(key, tokens.optional(key, HIGHEST_LAST_CAP));
            case "level" -> numbers.put(key, tokens.optional(key, MOST_LEVEL));
            case "ngroups_max", "pid_max", "overflowuid", "overflowgid", "max_user_namespaces", "page_size",
                    "apparmor_restrict_unprivileged_userns", "yama_ptrace_scope" ->
                    numbers.put(key, tokens.optional(key, MOST));
            case "lsm", "seccomp_actions" -> lists.put(key, tokens.texts(key));
            case "uid_map", "gid_map", "subuid", "subgid" -> extents(key);
            default -> tokens.skip();
        }
    }

    /** A range that a user was lent has no ids of a namespace above. */
    private void extents(String key) throws IOException {
        if (tokens.atNull()) {
            return;
        }
        List<IdMaps.Extent> extents = new ArrayList<>();
        tokens.array(key, item -> {
            Map<String, Long> extent = new HashMap<>();
            tokens.object(item, name -> {
                if (List.of("first", "lower_first", "count").contains(name)) {
                    extent.put(name, tokens.number(item + "." + name, IDS));
                } else {
                    tokens.skip();
                }
            });
            if (!extent.containsKey("first") || !extent.containsKey("count")
                    || key.endsWith("_map") && !extent.containsKey("lower_first")) {
                throw new IOException("." + key + ": an extent has first"
                        + (key.endsWith("_map") ? ", lower_first" : "") + " and count");
            }
            extents.add(new IdMaps.Extent(extent.get("first"), extent.getOrDefault("lower_first", 0L),
                    extent.get("count")));
        });
        maps.put(key, extents);
    }

    private HostProfile profile() throws IOException {
        if (!whole && !strangers.isEmpty()) {
            throw new IOException("a profile has no key '" + strangers.get(0) + "'");
        }
        OptionalLong lastCap = number("cap_last_cap");
        return new HostProfile(caller.caller(lastCap.isPresent() ? OptionalInt.of((int) lastCap.getAsLong())
                : OptionalInt.empty()), caller.ambient(), caller.noNewPrivs(), kernel(), userSpace(),
                new HostProfile.Security(lists.getOrDefault("lsm", List.of()),
                        number("apparmor_restrict_unprivileged_userns"), number("yama_ptrace_scope"),
                        lists.getOrDefault("seccomp_actions", List.of())),
                new HostProfile.Machine(text("architecture"), number("page_size"), text("criu_version")));
    }

    private HostProfile.Kernel kernel() {
        return new HostProfile.Kernel(text("release"), number("ngroups_max"), number("pid_max"),
                number("overflowuid"), number("overflowgid"));
    }

    private UserSpace userSpace() throws IOException {
        String setgroups = text("setgroups");
        if (!List.of("", "allow", "deny").contains(setgroups)) {
            throw new IOException(".setgroups is allow or deny");
        }
        Optional<IdMaps> idMaps = Optional.empty();
        if (maps.containsKey("uid_map") && maps.containsKey("gid_map")) {
            idMaps = Optional.of(new IdMaps(setgroups.isEmpty() ? OptionalLong.empty()
                    : OptionalLong.of(setgroups.equals("deny") ? 0 : 1), maps.get("uid_map"),
                    maps.get("gid_map")));
        }
        OptionalLong level = number("level");
        return new UserSpace(idMaps, level.isPresent() ? OptionalInt.of((int) level.getAsLong())
                : OptionalInt.empty(), number("max_user_namespaces"), ranges("subuid"), ranges("subgid"));
    }

    private List<UserSpace.Range> ranges(String key) {
        return maps.getOrDefault(key, List.of()).stream()
                .map(extent -> new UserSpace.Range(extent.first(), extent.count())).toList();
    }

    private OptionalLong number(String key) {
        return numbers.getOrDefault(key, OptionalLong.empty());
    }

    private String text(String key) {
        return texts.getOrDefault(key, "");
    }
}
