// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture.proc;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;

/** Parsers of what files of /proc hold. Text that no kernel writes is an {@link IOException}. */
public final class ProcText {
    private static final int STAT_FIRST = 3;
    private static final int LIMIT_NAME = 26;
    private static final int LIMIT_VALUE = 21;

    private ProcText() {}

    /** Parses one kind of file. */
    private interface Parser<T> {
        T parse();
    }

    private static <T> T parsed(String file, Parser<T> parser) throws IOException {
        try {
            return parser.parse();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException("/proc: " + file + " has a form that is not known", e);
        }
    }

    /** Parses {@code status}. */
    public static TaskStatus status(String text) throws IOException {
        Map<String, String> fields = new HashMap<>();
        for (String line : text.split("\n")) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                fields.put(line.substring(0, colon), line.substring(colon + 1).strip());
            }
        }
        return parsed("status", () -> status(fields));
    }

    private static TaskStatus status(Map<String, String> fields) {
        return new TaskStatus(ids(need(fields, "Uid")), ids(need(fields, "Gid")),
                groups(need(fields, "Groups")),
                new TaskStatus.Sets(set(fields, "CapInh"), set(fields, "CapPrm"), set(fields, "CapEff"),
                        set(fields, "CapBnd"), set(fields, "CapAmb")),
                new TaskStatus.Restraint(number(fields, "NoNewPrivs", 10, 2),
                        number(fields, "Seccomp", 10, -1)),
                new TaskStatus.Pids(numbers(need(fields, "NSpid")), numbers(need(fields, "NStgid")),
                        numbers(need(fields, "NSpgid")), numbers(need(fields, "NSsid"))),
                new TaskStatus.Signals(set(fields, "SigBlk"), set(fields, "SigIgn")),
                (int) number(fields, "Umask", 8, 0),
                number(fields, "voluntary_ctxt_switches", 10, 0)
                        + number(fields, "nonvoluntary_ctxt_switches", 10, 0));
    }

    private static String need(Map<String, String> fields, String name) {
        String value = fields.get(name);
        if (value == null) {
            throw new IllegalArgumentException(name);
        }
        return value;
    }

    private static long number(Map<String, String> fields, String name, int radix, long absent) {
        String value = fields.get(name);
        return value == null ? absent : Long.parseLong(value, radix);
    }

    private static long set(Map<String, String> fields, String name) {
        return Long.parseUnsignedLong(need(fields, name), 16);
    }

    private static Cred.Ids ids(String text) {
        long[] ids = Arrays.stream(text.split("\\s+")).mapToLong(Long::parseLong).toArray();
        return new Cred.Ids(ids[0], ids[1], ids[2], ids[3]);
    }

    private static GroupList groups(String text) {
        return text.isEmpty() ? GroupList.EMPTY : GroupList.of(Arrays.stream(text.split(" "))
                .mapToInt(Integer::parseUnsignedInt).toArray());
    }

    private static List<Integer> numbers(String text) {
        return Arrays.stream(text.split("\\s+")).map(Integer::valueOf).toList();
    }

    /** Parses {@code stat}, in which the command name may hold anything. */
    public static TaskStat stat(String text) throws IOException {
        return parsed("stat", () -> {
            String[] fields = text.substring(text.lastIndexOf(')') + 2).strip().split(" ");
            return new TaskStat(fields[0].charAt(0), Integer.parseInt(field(fields, 4)),
                    Long.parseLong(field(fields, 9)), Integer.parseInt(field(fields, 38)),
                    Integer.parseInt(field(fields, 52)), Long.parseLong(field(fields, 22)));
        });
    }

    /** Fields are counted from 1, as in proc(5). */
    private static String field(String[] fields, int number) {
        return fields[number - STAT_FIRST];
    }

    /** Parses a list of pids, such as {@code children}. */
    public static List<Integer> pids(String text) throws IOException {
        return parsed("children", () -> text.isBlank() ? List.of() : numbers(text.strip()));
    }

    /** Parses {@code uid_map} or {@code gid_map}. */
    public static List<IdMaps.Extent> map(String text) throws IOException {
        return parsed("uid_map", () -> {
            List<IdMaps.Extent> extents = new ArrayList<>();
            for (String line : text.split("\n")) {
                if (!line.isBlank()) {
                    String[] words = line.strip().split("\\s+");
                    extents.add(new IdMaps.Extent(Long.parseLong(words[0]), Long.parseLong(words[1]),
                            Long.parseLong(words[2])));
                }
            }
            return extents;
        });
    }

    /**
     * Parses {@code limits}: soft and hard in turn, -1 for none. The kernel writes columns of fixed
     * width.
     */
    public static List<Long> limits(String text) throws IOException {
        return parsed("limits", () -> {
            List<Long> limits = new ArrayList<>();
            for (String line : text.lines().skip(1).toList()) {
                limits.add(limit(line, LIMIT_NAME));
                limits.add(limit(line, LIMIT_NAME + LIMIT_VALUE));
            }
            return limits;
        });
    }

    private static long limit(String line, int from) {
        String word = line.substring(from, from + LIMIT_VALUE).strip();
        return word.equals("unlimited") ? -1 : Long.parseUnsignedLong(word);
    }
}
