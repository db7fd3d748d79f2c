// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/** The {@code if} of a field: comparisons of {@code version} and {@code abi} with numbers; all must hold. */
record Condition(List<Term> terms) {
    static final Condition ALWAYS = new Condition(List.of());

    private static final Pattern TERM = Pattern.compile("(version|abi) (==|!=|<=|>=|<|>) (\\d+)");

    /** One comparison. */
    record Term(boolean ofAbi, String operator, int number) {
        static Term parse(String text) {
            Matcher term = TERM.matcher(text.strip());
            if (!term.matches()) {
                throw new IllegalArgumentException("condition not understood: " + text);
            }
            return new Term(term.group(1).equals("abi"), term.group(2), Integer.parseInt(term.group(3)));
        }

        boolean holds(FormatVersion version, Abi abi) {
            int order = Integer.compare(ofAbi ? abi.specCode() : version.stamp(), number);
            return switch (operator) {
                case "==" -> order == 0;
                case "!=" -> order != 0;
                case "<=" -> order <= 0;
                case ">=" -> order >= 0;
                case "<" -> order < 0;
                default -> order > 0;
            };
        }
    }

    static Condition parse(String text) {
        return new Condition(Arrays.stream(text.split(" and ")).map(Term::parse).toList());
    }

    boolean holds(FormatVersion version, Abi abi) {
        return terms.stream().allMatch(t -> t.holds(version, abi));
    }
}
