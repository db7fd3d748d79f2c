// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What the README shows is what the commands print; a block may leave lines out, but not change or add any.
 */
class ReadmeTest {
    private static final Path README = Path.of("..", "README.md");
    private static final String PROMPT = "$ ./ckpt-image ";
    private static final String STATUS = "$ echo $?";
    private static final String EDIT = "$ sed ";
    private static final String FILE = "$ cat ";

    @TempDir
    private Path folder;

    @Test
    void itsOutputIsReal() throws IOException, InterruptedException {
        int shown = 0;
        List<String> lines = Files.readAllLines(README);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith(PROMPT)) {
                check(lines.get(i).substring(PROMPT.length()).split(" "), block(lines, i + 1));
                shown++;
            } else if (lines.get(i).startsWith(FILE)) {
                Files.write(folder.resolve(lines.get(i).substring(FILE.length())), block(lines, i + 1));
            } else if (lines.get(i).startsWith(EDIT)) {
                Process edit = new ProcessBuilder("sh", "-c", lines.get(i).substring(2))
                        .directory(folder.toFile()).inheritIO().start();
                assertEquals(0, edit.waitFor(), lines.get(i));
            }
        }
        assertTrue(shown >= 7, "commands in the README: " + shown);
    }

    private static List<String> block(List<String> lines, int from) {
        List<String> block = new ArrayList<>();
        for (int i = from; i < lines.size() && !lines.get(i).equals("```"); i++) {
            if (lines.get(i).startsWith("$ ") && !lines.get(i).equals(STATUS)) {
                break;
            }
            block.add(lines.get(i));
        }
        return block;
    }

    /** Shipped images are beside this module, what commands write goes to a folder of the test. */
    private String place(String argument) {
        if (argument.startsWith("test-images/")) {
            return "../" + argument;
        }
        return argument.matches("[a-z]+\\.(ckpt|json|tar)") ? folder.resolve(argument).toString() : argument;
    }

    private void check(String[] command, List<String> block) {
        for (int i = 0; i < command.length; i++) {
            command[i] = place(command[i]);
        }
        CommandRun run = CommandRun.of(command);
        int status = block.indexOf(STATUS);
        if (status >= 0) {
            assertEquals(block.get(status + 1), Integer.toString(run.status()));
        } else {
            assertTrue(run.status() <= 1, run.err());
        }
        List<String> output = status >= 0 ? block.subList(0, status) : block;
        // the tests run on a host without names, where columns are narrower
        Iterator<String> real = (run.out() + run.err()).replace("../test-images/", "test-images/")
                .lines().iterator();
        for (String line : output) {
            String wanted = squeezed(line);
            boolean found = false;
            while (!found && real.hasNext()) {
                found = squeezed(real.next()).equals(wanted);
            }
            assertTrue(found, "not printed by " + String.join(" ", command) + ": " + line);
        }
    }

    private static String squeezed(String line) {
        return line.replace("(root)", "").replaceAll(" +", " ").strip();
    }
}
