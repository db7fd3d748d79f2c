// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * Stand-ins of names, as long as their originals. Names of letters, digits, dots, underscores and dashes are
 * permuted among themselves, name by name of the same length. A name with any other character gets one that
 * begins with a tilde, told apart from others by a table; only there, and only if the length allows of no
 * further one, a stand-in is longer.
 *
 * <p>Texts have one character for each byte.
 */
final class Names {
    private static final String SYMBOLS =
            "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789._-";
    private static final int ATTEMPTS_OF_ONE_LENGTH = 8;

    /** Names that say nothing about whose image it is. */
    private static final Set<String> KEPT = Set.of(".", "..", "(none)", "localhost", "localdomain",
            "bin", "boot", "cache", "cgroup", "dev", "etc", "fd", "games", "home", "include", "init",
            "kernel", "lib", "lib32", "lib64", "libexec", "local", "lock", "log", "lost+found", "mail",
            "man", "media", "mnt", "modules", "net", "opt", "proc", "root", "run", "sbin", "self", "share",
            "shm", "spool", "src", "srv", "sys", "system", "tmp", "usr", "var",
            "console", "full", "mem", "null", "ptmx", "pts", "random", "tty", "urandom", "zero");

    private final Permutation permutation;
    private final KeyedHash odd;
    private final Map<String, String> taken = new HashMap<>();

    Names(byte[] key) {
        permutation = new Permutation(new KeyedHash(key, "name"), SYMBOLS.length());
        odd = new KeyedHash(key, "odd name");
    }

    /** True for names that stay as they are. */
    static boolean isKept(String name) {
        return name.isEmpty() || KEPT.contains(name);
    }

    /** The stand-in of a name that is not kept. */
    String of(String name) {
        int[] digits = name.chars().map(SYMBOLS::indexOf).toArray();
        for (int digit : digits) {
            if (digit < 0) {
                return odd(name);
            }
        }
        String standIn;
        do {
            // walking on until a name comes that is not kept is a permutation of those that are not
            digits = permutation.of(digits);
            standIn = text(digits, "");
        } while (isKept(standIn));
        return standIn;
    }

    private String odd(String name) {
        int[] input = name.chars().toArray();
        int attempt = 0;
        while (true) {
            int length = name.length() - 1 + attempt / ATTEMPTS_OF_ONE_LENGTH;
            String standIn = text(odd.digits(input, attempt, length, SYMBOLS.length()), "~");
            String owner = taken.putIfAbsent(standIn, name);
            if (owner == null || owner.equals(name)) {
                return standIn;
            }
            attempt++;
        }
    }

    private static String text(int[] digits, String prefix) {
        StringBuilder text = new StringBuilder(prefix);
        for (int digit : digits) {
            text.append(SYMBOLS.charAt(digit));
        }
        return text.toString();
    }
}
