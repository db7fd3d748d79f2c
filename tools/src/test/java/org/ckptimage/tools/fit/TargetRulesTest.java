// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.fit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ckptimage.codec.compose.IdMapPlan.Extent;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.formats.Abi;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule about a target has an image and a target that break it and no other. */
final class TargetRulesTest {
    private static final long RAW = 1L << 13;
    private static final long ALL = 0x1ff_ffff_ffffL;
    private static final String POWER = "\"cap_permitted\":[\"cap_setuid\",\"cap_setgid\"]";
    private static final String OWN_MAP = "\"uid_map\":[{\"first\":0,\"lower_first\":5000,\"count\":400000}],"
            + "\"gid_map\":[{\"first\":0,\"lower_first\":5000,\"count\":400000}]";

    @TempDir
    private Path directory;

    private static Arguments of(String rules, String words, Fixture fixture) {
        return Arguments.of(rules, words, fixture);
    }

    private static Fixture image() {
        return new Fixture();
    }

    private static Fixture mapped() {
        return image().users(0).groups(0).caps(0, 0, ALL, 0).caller(POWER);
    }

    static Stream<Arguments> fixtures() {
        return Stream.of(rights(), machines(), spaces()).flatMap(part -> part);
    }

    private static Stream<Arguments> rights() {
        return Stream.of(
                of("", "uid 1000 can restart it with no capability", image()),
                of("", "with cap_net_raw", image().caps(0, RAW, ALL, 0)
                        .caller("\"cap_permitted\":[\"cap_net_raw\"]")),
                of("CKH001", "task 700 sh: uid 33 takes cap_setuid, which the caller (uid 1000) lacks",
                        image().users(33)),
                of("CKH002", "task 700 sh: gid 33 takes cap_setgid", image().groups(33)),
                of("CKH002", "a change of groups from none to 4 27 takes cap_setgid",
                        image().groups(1000, 4, 27)),
                of("CKH003", "a bounding set without cap_net_raw takes cap_setpcap",
                        image().caps(0, 0, ALL & ~RAW, 0)),
                of("CKH003", "securebits from 0x0 to 0x2f takes cap_setpcap", image().caps(0, 0, ALL, 0x2f)),
                of("CKH003", "what is inheritable in it takes cap_setpcap",
                        image().caps(RAW, 0, ALL, 0)),
                of("CKH004", "takes cap_net_raw", image().caps(0, RAW, ALL, 0)),
                of("CKH005", "of the caller has not cap_net_raw",
                        image().caller("\"cap_bounding\":\"0x1ffffffdfff\"")),
                of("CKH006", "the last one of the kernel is 12", image().caps(0, RAW, RAW - 1, 0)
                        .caller("\"last_cap\":12,\"cap_permitted\":\"all\"")),
                of("CKH008", "from 0x2 to 0x0, which no capability allows",
                        image().caller("\"securebits\":2,\"cap_permitted\":\"all\"")),
                of("CKH009", "takes cap_checkpoint_restore", image().options("--pids=keep")),
                of("CKH017", "an IPC namespace takes cap_sys_admin", image().semaphores(1000)),
                of("CKH018", "no system call sets them apart", image().apart()),
                of("CKH019", "task 700: mode 2 is not restored", image().seccomp()),
                of("", "with no capability", image().caps(0, 0, -1, 0)),
                of("CKH019", "narrowed to what the caller has", image().caps(0, -1, -1, 0)
                        .options("--caps=narrow")),
                of("CKH020", "no_new_privs, which nothing takes back", image()
                        .caller("\"no_new_privs\":1")));
    }

    private static Stream<Arguments> machines() {
        return Stream.of(
                of("CKH007", "2 groups, and the kernel takes 1", image().groups(1000, 4, 27)
                        .caller("\"groups\":[4,27]").host("\"kernel\":{\"ngroups_max\":1}")),
                of("CKH010", "it keeps pid 700, and pid_max is 700", image().options("--pids=keep")
                        .caller("\"cap_permitted\":[\"cap_checkpoint_restore\"]")
                        .host("\"kernel\":{\"pid_max\":700}")),
                of("CKH011", "it is of i686, and the machine is x86_64", image().abi(Abi.X86_32)
                        .host("\"machine\":{\"architecture\":\"x86_64\"}")),
                of("", "with no capability", image().abi(Abi.X86_32).options("--any-arch")
                        .host("\"machine\":{\"architecture\":\"x86_64\"}")),
                of("CKH012", "it was written by kernel 6.18.0, and the machine has 5.10.1",
                        image().kernel(6, 18).host("\"kernel\":{\"release\":\"5.10.1-x\"}")),
                of("CKH013", "user.max_user_namespaces is 0", image().levels(1)
                        .host("\"user_ns\":{\"max_user_namespaces\":0}")),
                of("CKH013", "AppArmor restricts", image().levels(1)
                        .host("\"security\":{\"apparmor_restrict_unprivileged_userns\":1}")),
                of("CKH014", "3 levels below the caller, who is 31 below", image().levels(3)
                        .host("\"user_ns\":{\"level\":31}")),
                of("CKH014", "34 levels", image().levels(34)));
    }

    private static Stream<Arguments> spaces() {
        return Stream.of(
                of("CKH017", "a user namespace of another owner takes cap_sys_admin",
                        mapped().space(500, 1, new Extent(0, 100_000, 65_536))),
                of("CKH017", "its map of uids takes cap_setfcap",
                        mapped().space(1000, 1, new Extent(0, 0, 65_536))),
                of("CKU003", "the id is not mapped in its user namespace",
                        image().caller(POWER).space(1000, 1, new Extent(0, 100_000, 100))),
                of("CKU005,CKU010", "ids 500000 to 565535 are not all in one range", mapped()
                        .host("\"user_ns\":{" + OWN_MAP + "}").space(1000, 1,
                                new Extent(0, 500_000, 65_536))),
                of("CKU005,CKU010", "restarted with --userns-map base:165536", mapped()
                        .host("\"user_ns\":{" + OWN_MAP + ",\"subuid\":[{\"first\":165536,\"count\":65536}],"
                                + "\"subgid\":[{\"first\":165536,\"count\":65536}]}")
                        .space(1000, 1, new Extent(0, 500_000, 65_536))),
                of("CKU005", "id 1000 is not mapped in the user namespace of the caller", image()
                        .host("\"user_ns\":{\"uid_map\":[],\"gid_map\":[{\"first\":0,\"lower_first\":0,"
                                + "\"count\":4294967295}]}")),
                of("CKU007", "a change of groups from 4 to none, which no capability allows", image().users(0)
                        .groups(0).caller("\"groups\":[4]").space(1000, 0, new Extent(0, 1000, 1))),
                of("CKU007", "denies setgroups(2)", image().groups(1000, 4).caller(POWER)
                        .host("\"user_ns\":{\"setgroups\":\"deny\"," + OWN_MAP + "}")));
    }

    /** What is found, but for the fewest capabilities; and what of it keeps the image from a restart. */
    private record Found(int status, TreeSet<String> rules, String messages) {}

    private Found validate(Fixture fixture) throws IOException {
        CommandRun run = CommandRun.of(fixture.words(directory, "--target", "validate", "--json"));
        TreeSet<String> rules = new TreeSet<>();
        StringBuilder messages = new StringBuilder();
        for (JsonNode finding : TestImages.json(run.out()).get("images").get(0).get("findings")) {
            Rule rule = Rule.valueOf(finding.get("code").asText());
            if (rule.ofTarget() || rule == Rule.CKU003) {
                rules.add(rule.name());
                messages.append(finding.get("message").asText()).append('\n');
            }
        }
        rules.remove("CKH015");
        return new Found(run.status(), rules, messages.toString());
    }

    @ParameterizedTest
    @MethodSource("fixtures")
    void breaksThisRuleAlone(String rules, String words, Fixture fixture) throws IOException {
        Found found = validate(fixture);
        assertEquals(rules, String.join(",", found.rules()), found.messages());
        assertTrue(found.messages().contains(words), found.messages());
        CommandRun plan = CommandRun.of(fixture.words(directory, "--as", "restart", "--dry-run"));
        assertEquals(plan.status(), found.status(), plan.out() + found.messages());
    }

    @Test
    void everyRuleIsBroken() {
        Set<Rule> broken = EnumSet.noneOf(Rule.class);
        fixtures().flatMap(fixture -> Stream.of(fixture.get()[0].toString().split(",")))
                .filter(rule -> !rule.isEmpty()).map(Rule::valueOf).forEach(broken::add);
        broken.addAll(EnumSet.of(Rule.CKH015, Rule.CKH016));
        Set<Rule> all = Arrays.stream(Rule.values()).filter(Rule::ofTarget)
                .collect(Collectors.toCollection(() -> EnumSet.of(Rule.CKU003)));
        assertEquals(all, broken);
    }

    @Test
    void criuOfTheTargetIsOlder() throws IOException {
        Path set = Files.createDirectory(directory.resolve("set"));
        try (Stream<Path> images = Files.list(Path.of("..", "test-images", "criu", "a02-uid1000-groups5"))) {
            for (Path image : images.toList()) {
                Files.copy(image, set.resolve(image.getFileName()));
            }
        }
        Files.writeString(set.resolve("dump.log"), "(00.000057) Version: 4.2 (gitid v4.2)\n");
        for (String installed : List.of("3.19", "4.2", "4.10")) {
            Path host = Files.writeString(directory.resolve("host.json"), "{\"caller\":{\"uid\":0,\"gid\":0,"
                    + "\"cap_permitted\":\"all\"},\"machine\":{\"criu_version\":\"" + installed + "\"}}");
            CommandRun run = CommandRun.of("validate", "--target", host.toString(), set.toString());
            assertEquals(installed.equals("3.19"), run.out().contains("warning[CKH016] .criu: CRIU 4.2 wrote"
                    + " it, and the target has 3.19"), run.out());
        }
    }

    @Test
    void criuLeavesTheGroupsOfTheCaller() throws IOException {
        Path root = Files.writeString(directory.resolve("root.json"),
                "{\"uid\":0,\"gid\":0,\"groups\":[4],\"cap_permitted\":\"all\"}");
        Path sets = Path.of("..", "test-images", "criu");
        CommandRun empty = CommandRun.of("validate", "--target", root.toString(),
                sets.resolve("a12-crio.tar").toString());
        assertTrue(empty.out().contains("error[CKC011] cred:11 .groups: it has no groups"), empty.out());
        assertEquals(1, empty.status());
        CommandRun some = CommandRun.of("validate", "--target", root.toString(),
                sets.resolve("a02-uid1000-groups5").toString());
        assertEquals(0, some.status(), some.out());
    }
}
