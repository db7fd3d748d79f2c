// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One line of a recipe: a verb, plain words, and {@code key=value} words. Blanks are in quotes. */
final class RecipeLine {
    private static final Pattern WORD = Pattern.compile("(?:[^\\s\"]|\"[^\"]*\")+");
    private static final Pattern OPTION = Pattern.compile("([\\w-]+)=(.*)", Pattern.DOTALL);

    private final String place;
    private final String verb;
    private final List<String> words = new ArrayList<>();
    private final Map<String, String> options = new LinkedHashMap<>();
    private final List<String> ordered = new ArrayList<>();

    private RecipeLine(String place, List<String> all) {
        this.place = place;
        this.verb = all.get(0);
        for (String word : all.subList(1, all.size())) {
            ordered.add(word);
            Matcher option = OPTION.matcher(word);
            if (option.matches()) {
                options.put(option.group(1), option.group(2));
            } else {
                words.add(word);
            }
        }
    }

    /** The lines of a recipe that say something. */
    static List<RecipeLine> parse(String name, String text) {
        List<RecipeLine> lines = new ArrayList<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            String content = line.startsWith("#") ? "" : line.replaceFirst("\\s#.*$", "");
            List<String> words = new ArrayList<>();
            Matcher word = WORD.matcher(content);
            while (word.find()) {
                words.add(word.group().replace("\"", ""));
            }
            if (!words.isEmpty()) {
                lines.add(new RecipeLine(name + ":" + number, words));
            }
        }
        return lines;
    }

    String verb() {
        return verb;
    }

    /** Plain word {@code index}. */
    String word(int index) {
        if (index >= words.size()) {
            throw error("too few words");
        }
        return words.get(index);
    }

    /** Number of plain words. */
    int words() {
        return words.size();
    }

    /** All words behind the verb in their order. */
    List<String> all() {
        return ordered;
    }

    boolean has(String option) {
        return options.containsKey(option);
    }

    Map<String, String> options() {
        return options;
    }

    String text(String option) {
        String value = options.get(option);
        if (value == null) {
            throw error("no " + option);
        }
        return value;
    }

    String text(String option, String otherwise) {
        return options.getOrDefault(option, otherwise);
    }

    long number(String option, long otherwise) {
        return has(option) ? number(text(option)) : otherwise;
    }

    int integer(String option, int otherwise) {
        return (int) number(option, otherwise);
    }

    /** Numbers with commas between. */
    List<Integer> integers(String option) {
        List<Integer> numbers = new ArrayList<>();
        for (String part : text(option, "").split(",")) {
            if (!part.isEmpty()) {
                numbers.add((int) number(part));
            }
        }
        return numbers;
    }

    /** A decimal or 0x number. */
    long number(String word) {
        try {
            boolean hex = word.startsWith("0x");
            return hex ? Long.parseUnsignedLong(word.substring(2), 16) : Long.parseLong(word);
        } catch (NumberFormatException e) {
            throw error("not a number: " + word);
        }
    }

    IllegalArgumentException error(String problem) {
        return new IllegalArgumentException(place + ": " + verb + ": " + problem);
    }
}
