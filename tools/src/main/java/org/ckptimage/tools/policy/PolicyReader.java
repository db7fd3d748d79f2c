// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.policy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.diag.Severity;

/** Reads a policy from YAML. A key or word that it does not know is a problem, not a surprise. */
public final class PolicyReader {
    private static final int MOST_BYTES = 1 << 20;
    private static final List<String> SECTIONS = List.of("severity", "capabilities", "groups", "mounts",
            "waivers");
    private static final List<String> SPACES = List.of("initial", "user_ns");
    private static final List<String> WAIVER = List.of("rule", "subject", "reason", "expires");

    private final PolicyTokens tokens;
    private final Map<Rule, Severity> severities = new EnumMap<>(Rule.class);
    private final Map<String, Long> capabilities = new HashMap<>();
    private final Set<Long> denied = new HashSet<>();
    private final List<String> mounts = new ArrayList<>();
    private final List<Waiver> waivers = new ArrayList<>();

    private PolicyReader(PolicyTokens tokens) {
        this.tokens = tokens;
    }

    /** The policy in a file. */
    public static Policy read(Path file) throws IOException, PolicyProblem {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new PolicyProblem(file.toString(), 1, 1, "longer than a policy may be");
            }
            return of(file.toString(), new String(bytes, StandardCharsets.UTF_8));
        }
    }

    static Policy of(String file, String yaml) throws IOException, PolicyProblem {
        PolicyReader reader = new PolicyReader(new PolicyTokens(file, yaml));
        return reader.policy();
    }

    private Policy policy() throws IOException, PolicyProblem {
        tokens.advance();
        tokens.map(SECTIONS, section -> {
            switch (section) {
                case "severity" -> tokens.map(List.of(), this::severity);
                case "capabilities" -> tokens.map(SPACES, this::capabilities);
                case "groups" -> tokens.map(List.of("denied"), key -> tokens.list(at -> group()));
                case "mounts" -> tokens.map(List.of("allowed"), key -> tokens.list(at -> mount()));
                default -> tokens.list(at -> waiver());
            }
        });
        if (!tokens.atEnd()) {
            throw tokens.problem("a policy is one document");
        }
        return new Policy(severities, allowed("initial"), allowed("user_ns"), denied, mounts, waivers);
    }

    private OptionalLong allowed(String space) {
        Long set = capabilities.get(space);
        return set == null ? OptionalLong.empty() : OptionalLong.of(set);
    }

    private void severity(String rule) throws IOException, PolicyProblem {
        Rule named = rule(rule).orElseThrow(() -> tokens.problemOfKey("unknown rule '" + rule + "'"));
        String word = tokens.word();
        for (Severity severity : Severity.values()) {
            if (severity.word().equals(word)) {
                severities.put(named, severity);
                tokens.advance();
                return;
            }
        }
        throw tokens.problem("unknown severity '" + word + "', known are error, warning, info");
    }

    /** The rule of that code. */
    public static Optional<Rule> rule(String code) {
        return Arrays.stream(Rule.values()).filter(rule -> rule.name().equals(code)).findFirst();
    }

    private void capabilities(String space) throws IOException, PolicyProblem {
        if (tokens.atList()) {
            long[] set = {0};
            tokens.list(at -> {
                set[0] |= 1L << capability(tokens.word());
                tokens.advance();
            });
            capabilities.put(space, set[0]);
            return;
        }
        String word = tokens.word();
        if (!word.equals("all") && !word.equals("none")) {
            throw tokens.problem("all, none or a list of capabilities is wanted here");
        }
        capabilities.put(space, word.equals("all") ? -1L : 0L);
        tokens.advance();
    }

    private int capability(String word) throws PolicyProblem {
        String name = word.toUpperCase(Locale.ROOT);
        OptionalInt number = Capability.number(name.startsWith("CAP_") ? name : "CAP_" + name);
        if (number.isEmpty()) {
            throw tokens.problem("unknown capability '" + word + "'");
        }
        return number.getAsInt();
    }

    private void group() throws IOException, PolicyProblem {
        String word = tokens.word();
        if (!word.matches("\\d{1,10}") || Long.parseLong(word) > 0xffff_fffeL) {
            throw tokens.problem("the number of a group is wanted here");
        }
        denied.add(Long.parseLong(word));
        tokens.advance();
    }

    private void mount() throws IOException, PolicyProblem {
        String path = tokens.word();
        if (!path.startsWith("/") || (path + "/").contains("/../")) {
            throw tokens.problem("a path from / on, without .., is wanted here");
        }
        mounts.add(path.replaceAll("/+$", ""));
        tokens.advance();
    }

    private void waiver() throws IOException, PolicyProblem {
        Map<String, String> said = new HashMap<>();
        Rule[] rule = new Rule[1];
        LocalDate[] expires = new LocalDate[1];
        tokens.map(WAIVER, key -> {
            String word = tokens.word();
            if (word.isBlank()) {
                throw tokens.problem("'" + key + "' of a waiver is empty");
            }
            said.put(key, word);
            if (key.equals("rule")) {
                rule[0] = rule(word).orElseThrow(() -> tokens.problem("unknown rule '" + word + "'"));
            } else if (key.equals("expires")) {
                expires[0] = day(word);
            }
            tokens.advance();
        });
        for (String key : WAIVER) {
            if (!said.containsKey(key)) {
                throw tokens.problem("the waiver before this has no '" + key + "'");
            }
        }
        waivers.add(new Waiver(rule[0], said.get("subject"), said.get("reason"), expires[0]));
    }

    private LocalDate day(String word) throws PolicyProblem {
        try {
            return LocalDate.parse(word);
        } catch (DateTimeParseException e) {
            throw tokens.problem("a day such as 2027-01-31 is wanted here");
        }
    }
}
