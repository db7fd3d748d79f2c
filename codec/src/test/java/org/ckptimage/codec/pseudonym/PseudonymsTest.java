// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.pseudonym;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Different originals never share a stand-in, and equal ones always have the same. */
final class PseudonymsTest {
    private static final byte[] KEY = "a key for tests".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OTHER_KEY = "another key".getBytes(StandardCharsets.US_ASCII);
    private static final String SYMBOL = "[a-zA-Z0-9._-]";

    private final Pseudonyms pseudonyms = Pseudonyms.remembering(KEY);

    @Test
    void aPermutationHitsEverySequenceOnce() {
        for (int length = 1; length <= 5; length++) {
            Permutation permutation = new Permutation(new KeyedHash(KEY, "test"), 5);
            int all = (int) Math.pow(5, length);
            Set<Integer> hit = new HashSet<>();
            for (int i = 0; i < all; i++) {
                int[] digits = new int[length];
                int rest = i;
                for (int d = 0; d < length; d++) {
                    digits[d] = rest % 5;
                    rest /= 5;
                }
                int value = 0;
                for (int digit : permutation.of(digits)) {
                    value = value * 5 + digit;
                }
                hit.add(value);
            }
            assertEquals(all, hit.size(), "length " + length);
        }
    }

    @Test
    void idsHaveStandInsOfTheirOwn() {
        Map<Integer, Integer> originals = new HashMap<>();
        for (int i = 1; i < 70_000; i++) {
            int[] ids = i % 7 == 0 ? new int[] {i, i * 1000, -i - 1} : new int[] {i};
            for (int id : ids) {
                int standIn = pseudonyms.uid(id);
                if (id == 65534) {
                    assertEquals(id, standIn);
                    continue;
                }
                assertTrue(standIn >= 100_000, id + " -> " + standIn);
                Integer other = originals.put(standIn, id);
                assertTrue(other == null || other == id, id + " and " + other);
                assertEquals(standIn, pseudonyms.gid(id), "user and group of one number");
            }
        }
    }

    @Test
    void idsThatMeanSomethingStay() {
        for (int id : new int[] {0, 65534, -1}) {
            assertEquals(id, pseudonyms.uid(id));
            assertEquals(id, pseudonyms.gid(id));
        }
        assertTrue(pseudonyms.uids().isEmpty() && pseudonyms.gids().isEmpty());
    }

    @Test
    void theTablesSayWhatStandsForWhat() {
        int standIn = pseudonyms.uid(1000);
        pseudonyms.gid(-2);
        pseudonyms.path("/home/alice");
        pseudonyms.address(new byte[] {10, 0, 0, 1});
        assertEquals(Map.of(1000L, (long) standIn), pseudonyms.uids());
        assertEquals(Set.of(0xffff_fffeL), pseudonyms.gids().keySet());
        assertEquals(Map.of("alice", pseudonyms.name("alice")), pseudonyms.names());
        assertEquals(Set.of("0a:00:00:01"), pseudonyms.addresses().keySet());
    }

    @Test
    void stableForOneKeyAndDifferentForAnother() {
        // written down: images of different days have to fit together
        assertEquals("52188561 B4C.M ~gJL7AW_Q0MV", pseudonyms.uid(1000) + " " + pseudonyms.name("nginx")
                + " " + pseudonyms.name("Web Content!"));
        Pseudonyms again = Pseudonyms.remembering(KEY);
        again.name("before");
        again.uid(5);
        assertEquals(pseudonyms.name("nginx"), again.name("nginx"));
        assertEquals(pseudonyms.uid(1000), again.uid(1000));
        Pseudonyms other = Pseudonyms.remembering(OTHER_KEY);
        assertNotEquals(pseudonyms.name("nginx"), other.name("nginx"));
        assertNotEquals(pseudonyms.uid(1000), other.uid(1000));
    }

    @Test
    void forgettingChangesNothing() {
        Pseudonyms forgetful = Pseudonyms.of(KEY);
        for (int i = 1; i < 40_000; i++) {
            forgetful.name("n" + i);
            assertEquals(pseudonyms.uid(i * 50_000), forgetful.uid(i * 50_000));
        }
        for (String name : new String[] {"n7", "(sd-pam)", "(sd-pam)"}) {
            assertEquals(pseudonyms.name(name), forgetful.name(name));
        }
        assertTrue(forgetful.uids().isEmpty() && forgetful.names().isEmpty());
    }

    @Test
    void namesKeepTheirLength() {
        for (String name : new String[] {"a", "ab", "abc", "web-01.example.com", "x".repeat(255)}) {
            String standIn = pseudonyms.name(name);
            assertTrue(standIn.matches(SYMBOL + "{" + name.length() + "}"), standIn);
            assertNotEquals(name, standIn);
        }
        for (String name : new String[] {"(sd-pam)", "kworker/0:1", "\u00c3\u00a9t\u00c3\u00a9", "a b"}) {
            assertTrue(pseudonyms.name(name).matches("~" + SYMBOL + "{" + (name.length() - 1) + "}"));
        }
    }

    @Test
    void shortNamesDoNotCollide() {
        Set<String> standIns = new HashSet<>();
        int names = 0;
        for (char a = 1; a < 256; a++) {
            standIns.add(pseudonyms.name(String.valueOf(a)));
            names++;
            for (char b = 1; b < 256; b++) {
                standIns.add(pseudonyms.name("" + a + b));
                names++;
            }
        }
        assertEquals(names, standIns.size());
    }

    @Test
    void usualNamesStayAndNoneIsMadeUp() {
        for (String name : new String[] {"", ".", "..", "usr", "lib", "(none)"}) {
            assertEquals(name, pseudonyms.name(name));
        }
        for (int i = 0; i < 20_000; i++) {
            String name = "q" + (char) ('a' + i % 26) + (char) ('a' + i / 26 % 26);
            assertFalse(Names.isKept(pseudonyms.name(name)), name);
        }
    }

    @Test
    void pathsKeepTheirShape() {
        String path = pseudonyms.path("/home/alice/.ssh//id_rsa");
        String expected = "/home/" + pseudonyms.name("alice") + "/" + pseudonyms.name(".ssh") + "//"
                + pseudonyms.name("id_rsa");
        assertEquals(expected, path);
        assertEquals("/", pseudonyms.path("/"));
        assertEquals("", pseudonyms.path(""));
        assertEquals("/dev/null", pseudonyms.path("/dev/null"));
        assertEquals(pseudonyms.path("/tmp/alice") + " (deleted)", pseudonyms.path("/tmp/alice (deleted)"));
        assertEquals(pseudonyms.name("user_u") + ":" + pseudonyms.name("role_r") + "::"
                + pseudonyms.name("type_t"), pseudonyms.label("user_u:role_r::type_t"));
    }

    @Test
    void addresses() {
        byte[][] kept = {{0, 0, 0, 0}, {127, 0, 0, 1}, {-1, -1, -1, -1}, new byte[16], new byte[6]};
        for (byte[] address : kept) {
            assertArrayEquals(address, pseudonyms.address(address));
        }
        Set<String> standIns = new HashSet<>();
        for (int i = 0; i < 5000; i++) {
            byte[] address = {10, 1, (byte) (i >> 8), (byte) i};
            byte[] standIn = pseudonyms.address(address);
            assertFalse(Addresses.isKept(standIn));
            assertArrayEquals(standIn, pseudonyms.address(address));
            standIns.add(Arrays.toString(standIn));
        }
        assertEquals(5000, standIns.size());
        assertEquals(16, pseudonyms.address(new byte[] {0x20, 1, 0xd, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 9})
                .length);
    }
}
