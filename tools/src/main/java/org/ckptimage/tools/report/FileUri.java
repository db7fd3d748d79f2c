// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.report;

import java.nio.charset.StandardCharsets;

/** Names of files as URIs: relative ones stay relative. */
final class FileUri {
    private static final String PLAIN = "/-._~";

    private FileUri() {}

    static String of(String file) {
        StringBuilder uri = new StringBuilder(file.startsWith("/") ? "file://" : "");
        for (byte b : file.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (b & 0xff);
            boolean letter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (letter || PLAIN.indexOf(c) >= 0) {
                uri.append(c);
            } else {
                uri.append(String.format("%%%02X", (int) c));
            }
        }
        return uri.toString();
    }
}
