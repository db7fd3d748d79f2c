// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.terminal;

import java.util.Map;

/** Whether there is colour, decided here and nowhere else. */
public enum Palette {
    PLAIN,
    COLOURED;

    /** The word after {@code --color=}. */
    public enum Choice { auto, always, never }

    /**
     * Decides: the option first, then {@code NO_COLOR}, {@code CLICOLOR_FORCE}, {@code TERM=dumb}, and last
     * whether somebody looks.
     */
    static Palette of(Choice choice, Map<String, String> environment, Terminal.Device device) {
        return switch (choice) {
            case always -> COLOURED;
            case never -> PLAIN;
            case auto -> automatic(environment, device);
        };
    }

    private static Palette automatic(Map<String, String> environment, Terminal.Device device) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return PLAIN;
        }
        String force = environment.getOrDefault("CLICOLOR_FORCE", "");
        if (!force.isEmpty() && !force.equals("0")) {
            return COLOURED;
        }
        boolean dumb = "dumb".equals(environment.get("TERM"));
        return device == Terminal.Device.SCREEN && !dumb ? COLOURED : PLAIN;
    }

    /** The text in that colour. */
    public String paint(Ink ink, String text) {
        return this == COLOURED ? ink.sequence() + text + Ink.RESET : text;
    }
}
