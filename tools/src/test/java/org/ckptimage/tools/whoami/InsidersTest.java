// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.stream.Stream;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.tools.terminal.Palette;
import org.ckptimage.tools.whoami.Surprise.Kind;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Identities, and each kind of surprise on an image that has it and no other. */
final class InsidersTest {
    private static final int SCREEN = 24;
    private static final Cred PLAIN = People.plain(100);

    static Stream<Arguments> surprising() {
        return Stream.of(
            arguments(List.of(), People.one(cred -> cred)),
            arguments(List.of(Kind.ROOT_OF_HOST), People.one(cred ->
                    People.caps(People.users(cred, 0, 0, 0, 0), -1, -1))),
            arguments(List.of(Kind.ROOT_UNMAPPED), People.one(cred -> People.users(cred, 0, 0, 0, 0))),
            arguments(List.of(Kind.ROOT_LEFT), People.one(cred -> People.users(cred, 9, 9, 0, 9))),
            arguments(List.of(Kind.ROOT_LEFT), People.one(cred -> People.users(cred, 0, 9, 9, 9))),
            arguments(List.of(Kind.CAPABILITIES_WITHOUT_ROOT), People.one(cred -> People.caps(cred, 4, 4))),
            arguments(List.of(Kind.CAPABILITIES_WITHOUT_ROOT, Kind.CAPABILITIES_IDLE),
                    People.one(cred -> People.caps(cred, 6, 4))),
            arguments(List.of(Kind.AMBIENT), People.one(cred -> People.ext(cred, 1, 8))),
            arguments(List.of(Kind.EXEC_GAINS), People.one(cred -> People.ext(cred, 0, 0))),
            arguments(List.of(Kind.FILESYSTEM_IDS), People.one(cred -> People.users(cred, 9, 9, 9, 8))),
            arguments(List.of(Kind.GROUP_OF_ROOT), People.one(cred -> People.in(cred, 11, 51))),
            arguments(List.of(), People.one(cred -> People.in(People.users(cred, 0, 0, 0, 0), 12, 50))),
            arguments(List.of(Kind.UNMAPPED), People.one(cred ->
                    People.in(People.users(cred, 501, 501, 501, 501), 12, 50))),
            arguments(List.of(Kind.USER_NS_MISSING), People.one(cred -> People.in(cred, 13, 50))),
            arguments(List.of(Kind.OVERRIDDEN), new People().posing(7, PLAIN,
                    People.users(People.plain(101), 9, 9, 9, 9)).image()),
            arguments(List.of(Kind.THREADS_DIFFER), new People().add(7, 7, PLAIN, 0)
                    .add(8, 7, People.users(People.plain(101), 9, 9, 9, 9), 0).image()),
            arguments(List.of(), new People().add(7, 7, PLAIN, 0).add(8, 7, People.plain(101), 0).image()),
            arguments(List.of(Kind.SECCOMP_NONE), new People().add(7, 7, PLAIN, 0)
                    .add(8, 8, People.plain(101), 2).image()));
    }

    @ParameterizedTest
    @MethodSource("surprising")
    void surprises(List<Kind> kinds, Image image) {
        assertEquals(kinds, Insiders.of(image).surprises().stream().map(Surprise::kind).toList());
    }

    @Test
    void equalCredsAreOneIdentity() {
        Image image = new People().add(7, 7, PLAIN, 0).add(8, 8, People.plain(101), 0)
                .add(9, 9, People.caps(People.plain(102), 1, 1), 0).image();
        assertEquals(List.of(List.of(9), List.of(7, 8)), Insiders.of(image).identities().stream()
                .map(who -> who.tasks().stream().map(Task::ids).map(Task.Ids::pid).toList()).toList());
    }

    @ParameterizedTest
    @CsvSource({"0, none", "-1, all capabilities", "0x1ffffffffff, all capabilities",
        "0x200080, 2 of 41: SETUID SYS_ADMIN", "0x1f, 5 of 41: CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER ...",
        "-3, all but 1: DAC_OVERRIDE"})
    void powerInWords(long set, String words) {
        assertEquals(words, Power.words(set));
    }

    @Test
    void aThousandTasksFitAScreen() {
        People crowd = new People();
        for (int i = 0; i < 1000; i++) {
            Cred cred = People.users(People.plain(100 + i), i % 40, 700 + i % 3, i % 20, 1);
            crowd.add(i + 1, i / 2 * 2 + 1, People.in(People.ext(People.caps(cred, 7, 3), 0, 2),
                    11 + i % 3, 51), i % 2 * 2);
        }
        StringWriter text = new StringWriter();
        Image image = crowd.image();
        new WhoamiText(new PrintWriter(text), Palette.PLAIN).present("crowd", image, Insiders.of(image));
        assertTrue(text.toString().lines().count() <= SCREEN, text.toString());
        assertTrue(text.toString().contains("more with less power"), text.toString());
        assertTrue(Insiders.of(image).surprises().size() > 8, text.toString());
        text.toString().lines().forEach(line -> assertTrue(line.length() < 160, line));
    }
}
