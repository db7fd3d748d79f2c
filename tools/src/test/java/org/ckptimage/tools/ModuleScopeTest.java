// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The edges between modules as the poms declare them. */
final class ModuleScopeTest {
    private static final Pattern DEPENDENCY = Pattern.compile("<dependency>(.*?)</dependency>",
            Pattern.DOTALL);
    private static final Path CHECKOUT = Path.of("..");

    @ParameterizedTest
    @ValueSource(strings = {"formats", "codec", "restart", "tools"})
    void testImagesAreForTests(String module) throws IOException {
        Matcher dependency = DEPENDENCY.matcher(Files.readString(CHECKOUT.resolve(module)
                .resolve("pom.xml")));
        while (dependency.find()) {
            String text = dependency.group(1);
            if (text.contains("ckpt-image-test-images")) {
                assertEquals(true, text.contains("<scope>test</scope>"), module);
            }
            assertFalse(text.contains("ckpt-image-tools"), module);
            assertFalse(module.equals("formats") && text.contains("ckpt-image-codec"));
        }
    }
}
