// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.rules;

/**
 * One section of RULES.md.
 *
 * @param code id of the rule
 * @param severity word of its weight
 * @param title the line of the heading
 * @param text what stands below it
 */
public record RuleEntry(String code, String severity, String title, String text) {}
