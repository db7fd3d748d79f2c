// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.host;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.restart.host.HostProfile;
import org.ckptimage.restart.host.UserSpace;
import org.ckptimage.restart.planner.Caller;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Profiles as text and back, and text that is none. */
final class HostProfileReaderTest {
    private static final String CALLER = "\"caller\":{\"uid\":1,\"gid\":2}";

    private static HostProfile read(String text) throws IOException {
        return HostProfileReader.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static HostProfile full() {
        Caller caller = new Caller(new Cred.Ids(1, 2, 3, 4), new Cred.Ids(5, 6, 7, 8), GroupList.of(9, 10),
                new Cred.Caps(1, 3, 2, 0xff, 0x2f), 37);
        IdMaps maps = new IdMaps(OptionalLong.of(0), List.of(new IdMaps.Extent(0, 100, 10)), List.of());
        return new HostProfile(caller, 1, OptionalInt.of(1),
                new HostProfile.Kernel("6.1", OptionalLong.of(65_536), OptionalLong.of(4_194_304),
                        OptionalLong.of(65_534), OptionalLong.of(65_533)),
                new UserSpace(Optional.of(maps), OptionalInt.of(2), OptionalLong.of(0),
                        List.of(new UserSpace.Range(1, 2)), List.of(new UserSpace.Range(3, 4))),
                new HostProfile.Security(List.of("a"), OptionalLong.of(1), OptionalLong.of(2),
                        List.of("log")),
                new HostProfile.Machine("x86_64", OptionalLong.of(4096), "4.2"));
    }

    private static String written(HostProfile profile) throws IOException {
        StringWriter out = new StringWriter();
        HostProfileJson.write(profile, out);
        return out.toString();
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        assertEquals(full(), read(written(full())));
        HostProfile bare = HostProfile.of(full().caller());
        assertEquals(bare, read(written(bare)));
    }

    @Test
    void newerKeysAreLeft() throws IOException {
        HostProfile profile = read("{\"schema\":\"ckpt-image/profile/1\",\"new\":[{\"a\":[1]}],"
                + "\"kernel\":{\"cap_last_cap\":3,\"new\":{}},\"caller\":{\"uid\":1,\"gid\":2,\"new\":7,"
                + "\"cap_permitted\":\"all\"}}");
        assertEquals(0xf, profile.caller().caps().permitted());
        assertEquals(UserSpace.UNKNOWN, profile.userSpace());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "{\"schema\":\"ckpt-image/profile/2\"}| .schema is not ckpt-image/profile/1",
        "{\"caller\":[]}| .caller takes an object", "{\"caller\":{}}| a profile needs .uid",
        "{@,\"kernel\":{\"pid_max\":\"1\"}}| .pid_max takes a number",
        "{@,\"kernel\":{\"pid_max\":1e3}}| .pid_max takes a number",
        "{@,\"kernel\":{\"pid_max\":99999999999999999999999}}| .pid_max takes a number",
        "{@,\"kernel\":{\"cap_last_cap\":64}}| .cap_last_cap takes a number from 0 to 63",
        "{@,\"kernel\":{\"release\":6}}| .release takes a text",
        "{@,\"user_ns\":{\"uid_map\":[{\"first\":1,\"count\":1}]}}| first, lower_first and count",
        "{@,\"user_ns\":{\"setgroups\":\"maybe\"}}| .setgroups is allow or deny",
        "{@,\"security\":{\"lsm\":\"a\"}}| .lsm takes an array",
        "{@,@}| Duplicate field", "{@}{}| one JSON object and nothing else", "{@,\"new\":[[| Unexpected end"})
    void textThatIsNone(String text, String message) {
        IOException problem = assertThrows(IOException.class, () -> read(text.replace("@", CALLER)));
        assertTrue(problem.getMessage().contains(message), problem.getMessage());
    }

    @Test
    void depthAndLengthAreBounded() {
        assertThrows(IOException.class, () -> read("{\"new\":" + "[".repeat(200_000)));
        IOException problem = assertThrows(IOException.class, () -> read(" ".repeat((1 << 20) + 1)));
        assertTrue(problem.getMessage().contains("at most 1048576 bytes"), problem.getMessage());
    }
}
