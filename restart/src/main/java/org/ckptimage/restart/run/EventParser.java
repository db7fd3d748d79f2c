// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.util.HashMap;
import java.util.Map;
import java.util.OptionalInt;
import org.ckptimage.codec.model.ipc.IpcPerms;

/** Reads the lines of the program (PLAN.md, messages). */
final class EventParser {
    private EventParser() {}

    /** @throws RestartException if the line is none that the program writes */
    static RestartEvent parse(String line) throws RestartException {
        String[] words = line.split(" ");
        Map<String, String> values = values(words);
        try {
            return event(words, values);
        } catch (IllegalArgumentException e) {
            throw new RestartException("ckpt-restart said what nobody understands: " + line, e);
        }
    }

    private static Map<String, String> values(String... words) {
        Map<String, String> values = new HashMap<>();
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                values.put(word.substring(0, equals), word.substring(equals + 1));
            }
        }
        return values;
    }

    private static RestartEvent event(String[] words, Map<String, String> values) {
        String word = words[0].contains("=") ? words[0].substring(0, words[0].indexOf('=')) : words[0];
        return switch (word) {
            case "phase" -> new RestartEvent.Phase(second(words));
            case "user_ns" -> new RestartEvent.UserNs((int) number(values, "user_ns"),
                    number(values, "inode"), number(values, "parent"), number(values, "owner"));
            case "ipc_ns" -> new RestartEvent.IpcNs(number(values, "inode"));
            case "ipc" -> ipc(values);
            case "file" -> new RestartEvent.FileOpened((int) number(values, "file"), number(values, "device"),
                    number(values, "inode"));
            case "task" -> new RestartEvent.TaskReady((int) number(values, "task"),
                    (int) number(values, "pid"));
            case "ready" -> new RestartEvent.Ready(Integer.parseInt(second(words)));
            case "released" -> new RestartEvent.Released();
            case "exit" -> new RestartEvent.Exit((int) number(values, "status"));
            case "error" -> new RestartEvent.Failed(failure(words[words.length - 1], values));
            default -> throw new IllegalArgumentException(word);
        };
    }

    private static RestartEvent ipc(Map<String, String> values) {
        IpcPerms perms = new IpcPerms((int) number(values, "id"), number(values, "key"),
                new IpcPerms.Owner(number(values, "uid"), number(values, "gid")),
                new IpcPerms.Owner(number(values, "cuid"), number(values, "cgid")),
                (int) number(values, "mode"));
        return new RestartEvent.Ipc((int) number(values, "ipc"), perms, number(values, "size"),
                number(values, "used"));
    }

    private static String second(String... words) {
        if (words.length < 2) {
            throw new IllegalArgumentException(words[0]);
        }
        return words[1];
    }

    private static RestartFailure failure(String name, Map<String, String> values) {
        int task = values.containsKey("task") ? (int) number(values, "task") : -1;
        String record = text(values, "record");
        if (record.equals("task") && values.containsKey("index")) {
            task = (int) number(values, "index");
        }
        String step = text(values, "step");
        return new RestartFailure(task < 0 ? OptionalInt.empty() : OptionalInt.of(task), record,
                (int) number(values, "objref"), values.getOrDefault("field", RestartFailure.fieldOf(step)),
                step, (int) number(values, "errno"), name);
    }

    private static String text(Map<String, String> values, String key) {
        String value = values.get(key);
        if (value == null) {
            throw new IllegalArgumentException(key);
        }
        return value;
    }

    private static long number(Map<String, String> values, String key) {
        return Long.parseLong(text(values, key));
    }
}
