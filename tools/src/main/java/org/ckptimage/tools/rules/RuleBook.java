// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sections of RULES.md: {@code ## CODE severity: title}, then text up to the next heading. */
public final class RuleBook {
    private static final String RESOURCE = "/org/ckptimage/tools/RULES.md";
    private static final Pattern HEADING = Pattern.compile("## (CK[A-Z]\\d{3}) (\\w+): (.+)");

    private final Map<String, RuleEntry> entries = new LinkedHashMap<>();

    private RuleBook() {}

    /** The book that is shipped with this tool. */
    public static RuleBook shipped() {
        try (InputStream in = RuleBook.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("RULES.md is missing from this build");
            }
            return of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static RuleBook of(String markdown) {
        RuleBook book = new RuleBook();
        Matcher heading = null;
        StringBuilder text = new StringBuilder();
        for (String line : markdown.lines().toList()) {
            if (line.startsWith("## ")) {
                book.add(heading, text.toString());
                text.setLength(0);
                Matcher next = HEADING.matcher(line);
                heading = next.matches() ? next : null;
            } else {
                text.append(line).append('\n');
            }
        }
        book.add(heading, text.toString());
        return book;
    }

    private void add(Matcher heading, String text) {
        if (heading != null) {
            entries.put(heading.group(1),
                    new RuleEntry(heading.group(1), heading.group(2), heading.group(3), text.strip()));
        }
    }

    /** All sections, in the order of the book. */
    public List<RuleEntry> all() {
        return List.copyOf(entries.values());
    }

    /** The section of that code. */
    public Optional<RuleEntry> find(String code) {
        return Optional.ofNullable(entries.get(code));
    }
}
