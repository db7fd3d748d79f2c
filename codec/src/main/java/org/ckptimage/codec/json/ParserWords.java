// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.JsonEOFException;
import java.util.regex.Pattern;

/** What a parser could not read, in words that tell nothing of the parser. */
final class ParserWords {
    private static final String UNREADABLE = "the text cannot be read: ";
    /** Where a message goes on with advice to programmers. */
    private static final Pattern ADVICE = Pattern.compile("( \\((for|start marker)|: enable | ?\\[Source).*");
    private static final Pattern INTERNAL = Pattern.compile("`|REDACTED|[a-z]\\.[a-z]+\\.[A-Za-z]|Exception");

    private ParserWords() {}

    /** For a message of a finding. */
    static String of(Exception failure) {
        if (failure instanceof JsonEOFException) {
            return Tokens.TOO_EARLY;
        }
        String message = failure instanceof JsonProcessingException e ? e.getOriginalMessage()
                : failure.getMessage();
        String line = message == null ? "" : message.lines().findFirst().orElse("");
        if (failure instanceof StreamConstraintsException) {
            return UNREADABLE + (line.startsWith("Number") ? "a number is too long"
                    : line.startsWith("Name") ? "a key is too long" : "a value is too long or too deep");
        }
        String words = ADVICE.matcher(line).replaceFirst("");
        return UNREADABLE + (words.isBlank() || INTERNAL.matcher(words).find() ? "no JSON or YAML" : words);
    }
}
