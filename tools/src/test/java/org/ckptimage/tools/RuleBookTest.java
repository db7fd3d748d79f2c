// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.tools.rules.RuleBook;
import org.ckptimage.tools.rules.RuleEntry;
import org.junit.jupiter.api.Test;

/** RULES.md has a section for every rule, with the severity and the title of the catalogue, in its order. */
final class RuleBookTest {
    @Test
    void sectionsAreTheCatalogue() {
        List<String> catalogue = Arrays.stream(Rule.values())
                .map(rule -> rule + " " + rule.severity().word() + ": " + rule.title()).toList();
        List<String> book = RuleBook.shipped().all().stream()
                .map(entry -> entry.code() + " " + entry.severity() + ": " + entry.title()).toList();
        assertEquals(catalogue, book);
    }

    @Test
    void everySectionSaysSomething() {
        for (RuleEntry entry : RuleBook.shipped().all()) {
            assertTrue(entry.text().length() > 80, entry.code());
            assertTrue(entry.text().startsWith("**Meaning.** "), entry.code());
            assertTrue(entry.rationale().length() > 20, entry.code());
            assertTrue(entry.fix().length() > 8 && !entry.fix().contains("**"), entry.code());
            assertTrue(entry.text().contains("**Example.** `"), entry.code());
        }
    }

    @Test
    void codesInAnyCase() {
        assertEquals(CommandRun.of("explain", "CKS001"), CommandRun.of("explain", "cks001"));
    }
}
