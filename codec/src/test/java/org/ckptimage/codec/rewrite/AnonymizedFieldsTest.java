// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.compose.AreaPlan;
import org.ckptimage.codec.compose.CapsPlan;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.GroupsPlan;
import org.ckptimage.codec.compose.IdMapPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.compose.UserPlan;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.pseudonym.Pseudonyms;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields that few images fill: sockets, signals, maps, hosts, the auxiliary vector; and much memory. */
final class AnonymizedFieldsTest {
    private static final byte[] KEY = "a key for tests".getBytes(StandardCharsets.US_ASCII);
    private static final String PATH = "laddr.sun_path";
    private static final int SUN_PATH = 108;

    private final Pseudonyms pseudonyms = Pseudonyms.remembering(KEY);

    private Patched after(Patched image) throws IOException {
        return image.after((in, out) -> {
            new Anonymizer(Scanned.SETTINGS, finding -> { }, pseudonyms).rewrite(in, out);
            return 0;
        });
    }

    private static String padded(String text) {
        return text + "\0".repeat(SUN_PATH - text.length());
    }

    private Patched socket(String image, String path, int length) throws IOException {
        return after(Patched.image(image).text(RecordType.SOCKET_UNIX, PATH, path)
                .put(RecordType.SOCKET_UNIX, "laddr_len", length));
    }

    @ParameterizedTest
    @ValueSource(strings = {"good/socketpair-v18.ckpt", "good/socketpair.ckpt", "good/socketpair-v23.ckpt"})
    void socketPaths(String image) throws IOException {
        String path = "/run/secret/sock.1";
        Patched named = socket(image, path + "\0left over", 2 + path.length() + 1);
        assertEquals(padded(pseudonyms.path(path)), named.text(RecordType.SOCKET_UNIX, PATH));
        assertEquals(2 + path.length() + 1, named.get(RecordType.SOCKET_UNIX, "laddr_len"));

        Patched hidden = socket(image, "\0tmp/dbus-Xy\0zleft over", 2 + 1 + "tmp/dbus-Xy\0z".length());
        assertEquals(padded("\0" + pseudonyms.path("tmp/dbus-Xy\0z")),
                hidden.text(RecordType.SOCKET_UNIX, PATH));

        Patched unnamed = socket(image, "left over", 2);
        assertEquals(padded(""), unnamed.text(RecordType.SOCKET_UNIX, PATH));

        Patched full = socket(image, "x".repeat(SUN_PATH), 2 + SUN_PATH);
        assertEquals(pseudonyms.name("x".repeat(SUN_PATH)), full.text(RecordType.SOCKET_UNIX, PATH));
    }

    @Test
    void aSocketPathThatGetsLonger() throws IOException {
        // so many stand-ins of this length are taken that the next one is longer
        for (char c = 1; c < 9; c++) {
            pseudonyms.name(String.valueOf(c));
        }
        Patched image = socket("good/socketpair.ckpt", "\0!", 4);
        String standIn = pseudonyms.name("!");
        assertTrue(standIn.length() > 1, standIn);
        assertEquals(3 + standIn.length(), image.get(RecordType.SOCKET_UNIX, "laddr_len"));
        assertEquals(padded("\0" + standIn), image.text(RecordType.SOCKET_UNIX, PATH));
    }

    @Test
    void peersOfSockets() throws IOException {
        Patched image = after(Patched.image("good/socketpair.ckpt")
                .put(RecordType.SOCKET_UNIX, "peercred_uid", 1234).put(RecordType.SOCKET_UNIX, "peercred_gid",
                5678));
        assertEquals(pseudonyms.uid(1234), image.get(RecordType.SOCKET_UNIX, "peercred_uid"));
        assertEquals(pseudonyms.gid(5678), image.get(RecordType.SOCKET_UNIX, "peercred_gid"));
    }

    @Test
    void hosts() throws IOException {
        Patched image = after(Patched.image("good/one.ckpt")
                .text(RecordType.UTS_NS, "nodename", "db-7.example.com\0left over")
                .text(RecordType.UTS_NS, "domainname", "(none)\0"));
        String standIn = pseudonyms.name("db-7.example.com");
        assertEquals(standIn, image.text(RecordType.UTS_NS, "nodename").replace("\0", ""));
        assertEquals("(none)", image.text(RecordType.UTS_NS, "domainname").replace("\0", ""));
        assertEquals(Patched.image("good/one.ckpt").text(RecordType.UTS_NS, "release"),
                image.text(RecordType.UTS_NS, "release"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"good/pending.ckpt", "good/pending-v23.ckpt"})
    void signals(String name) throws IOException {
        Patched image = Patched.image(name);
        StructLayout info = image.struct("ckpt_siginfo");
        String prefix = info.has("csi_uid") ? "csi_" : "";
        FieldLayout uid = info.field(prefix + "uid");
        FieldLayout pointer = info.field(prefix.isEmpty() ? "sigval_ptr" : "csi_ptr");
        int count = image.struct(RecordType.SIGPENDING.struct()).field("nr_pending").offset();
        int record = image.at(RecordType.SIGPENDING);
        while (image.bytes()[record + count] == 0) {
            // the first one with signals in it
            record = next(image, record);
        }
        int at = record + image.struct(RecordType.SIGPENDING.struct()).size();
        image.put(at, uid, 1234).put(at, pointer, 0x1234_5678);
        Patched result = after(image);
        assertEquals(pseudonyms.uid(1234), result.get(at, uid));
        assertEquals(0, result.get(at, pointer));
        assertEquals(image.get(at, info.field(prefix + "code")), result.get(at, info.field(prefix + "code")));
    }

    private static int next(Patched image, int record) {
        int[] found = {-1};
        Scanned.of(new ByteArrayInputStream(image.bytes()), view -> {
            if (view.frame().type() == RecordType.SIGPENDING && view.frame().offset() > record
                    && found[0] < 0) {
                found[0] = (int) view.frame().offset();
            }
        });
        return found[0];
    }

    private static ImagePlan plan(CredPlan cred, MemoryPlan memory) {
        return new ImagePlan(FormatVersion.V21, Abi.X86_64, ImagePlan.usualOrder(Abi.X86_64)).extensions()
                .add(new TaskPlan("t", 10).family(1, 10, 10).cred(cred)
                        .objects(new NamespacesPlan("host", new IpcPlan(), false), FilesPlan.standard(cred),
                                memory)
                        .rest(FsPlan.standard(), new SighandPlan(), new SignalPlan()));
    }

    private static CredPlan cred(UserNsPlan space) {
        return CredPlan.of(new UserPlan(7, space), 7, new GroupsPlan(4, 27), CapsPlan.none());
    }

    @Test
    void mapsOfNamespaces() throws IOException {
        IdMapPlan.Extent one = new IdMapPlan.Extent(0, 1000, 1);
        IdMapPlan.Extent all = new IdMapPlan.Extent(5, 6, -2);
        UserNsPlan inner = new UserNsPlan(new UserPlan(1000, UserNsPlan.root()),
                new IdMapPlan(1, List.of(one, all), List.of(one)));
        Patched image = Patched.of(Rewrites.compose(plan(cred(inner),
                MemoryPlan.small("/bin/t", cred(inner), PagesPlan.none()))));
        Patched result = after(image);
        int[] expected = {0, pseudonyms.uid(1000), 1, 5, 6, -2, 0, pseudonyms.gid(1000), 1};
        int at = result.at(RecordType.EXT_USER_NS_MAP)
                + result.struct(RecordType.EXT_USER_NS_MAP.struct()).field("extents").offset();
        StructLayout extent = result.struct("ckpt_ext_extent");
        int[] found = new int[expected.length];
        for (int i = 0; i < found.length; i++) {
            found[i] = (int) result.get(at + 4 * i, extent.field("first"));
        }
        assertArrayEquals(expected, found);
    }

    @Test
    void theAuxiliaryVector() throws IOException {
        Patched image = Patched.image("good/one.ckpt");
        int auxv = image.at(RecordType.MM) + image.struct(RecordType.MM.struct()).size() + 8;
        FieldLayout word = new FieldLayout("word", 0, 8, FieldLayout.Kind.UNSIGNED, 1);
        long[] vector = {6, 4096, 11, 1234, 12, 0, 13, 5678, 14, 5678, 25, 0x7fff1234};
        for (int i = 0; i < vector.length; i++) {
            image.put(auxv + 8 * i, word, vector[i]);
        }
        Patched result = after(image);
        vector[3] = pseudonyms.uid(1234);
        vector[7] = pseudonyms.gid(5678);
        vector[9] = vector[7];
        for (int i = 0; i < vector.length; i++) {
            assertEquals(vector[i], result.get(auxv + 8 * i, word), "word " + i);
        }
    }

    @Test
    void registersAndPadding() throws IOException {
        Patched image = Patched.image("good/one.ckpt").put(RecordType.CPU, "ax", 0x5ec2e7)
                .put(RecordType.CPU, "ip", 0x400123);
        Patched result = after(image);
        assertEquals(0, result.get(RecordType.CPU, "ax"));
        assertEquals(0x400123, result.get(RecordType.CPU, "ip"));
        assertEquals(image.get(RecordType.CPU, "flags"), result.get(RecordType.CPU, "flags"));
        byte[] padded = Rewrites.run(Patched.image("good/cks011-padding-of-cred.ckpt").bytes(), (in, out) -> {
            new Anonymizer(Scanned.SETTINGS, finding -> { }, pseudonyms).rewrite(in, out);
            return 0;
        }).bytes();
        assertEquals(List.of(), Rewrites.findings(padded));
    }

    @Test
    void terminals() throws IOException {
        Patched image = Patched.image("good/tty.ckpt")
                .text(RecordType.TTY_LDISC, "read_flags", "s3cret".repeat(80))
                .put(RecordType.TTY_LDISC, "canon_data", 3);
        Patched result = after(image);
        assertEquals("\0".repeat(512), result.text(RecordType.TTY_LDISC, "read_flags"));
        assertEquals(0, result.get(RecordType.TTY_LDISC, "canon_data"));
        assertEquals(image.get(RecordType.TTY_LDISC, "datalen"), result.get(RecordType.TTY_LDISC, "datalen"));
        assertEquals(image.text(RecordType.TTY, "termios.c_cc"), result.text(RecordType.TTY, "termios.c_cc"));
    }

    @Test
    void localDescriptors() throws IOException {
        Patched image = Patched.image("good/ldt.ckpt");
        int at = image.at(RecordType.MM_CONTEXT_LDT);
        Arrays.fill(image.bytes(), at + 8, at + 16, (byte) 'S');
        byte[] result = after(image).bytes();
        assertArrayEquals(new byte[8], Arrays.copyOfRange(result, at + 8, at + 16));
        assertArrayEquals(Arrays.copyOf(image.bytes(), 4), Arrays.copyOf(result, 4));
    }

    @Test
    void recordsOfUnknownTypes() throws IOException {
        Patched image = Patched.of(Rewrites.compose(plan(cred(UserNsPlan.root()),
                MemoryPlan.small("/bin/t", cred(UserNsPlan.root()), PagesPlan.none()))
                .add(new TaskPlan("u", 11).zombie(0)
                        .stray(8700, "alice".getBytes(StandardCharsets.US_ASCII)))));
        byte[] result = Rewrites.run(image.bytes(), (in, out) -> {
            new Anonymizer(Scanned.SETTINGS, finding -> { }, pseudonyms).rewrite(in, out);
            return 0;
        }).bytes();
        assertTrue(new String(image.bytes(), StandardCharsets.ISO_8859_1).contains("alice"));
        assertTrue(!new String(result, StandardCharsets.ISO_8859_1).contains("alice"));
        assertEquals(image.bytes().length, result.length);
    }

    @Test
    void muchMemoryFlowsThrough(@TempDir Path directory) throws IOException {
        CredPlan cred = cred(UserNsPlan.root());
        PagesPlan pages = new PagesPlan(12_000, 3, 12_000);
        MemoryPlan memory = new MemoryPlan(null).map(AreaPlan.anon(0x1000000, 0x1000000 + 12_000L * 4096,
                pages));
        Path file = directory.resolve("big.ckpt");
        try (OutputStream out = Files.newOutputStream(file)) {
            ImageComposer.write(plan(cred, memory), out);
        }
        Flow flow = new Flow();
        new Anonymizer(Scanned.SETTINGS, finding -> { }, pseudonyms)
                .rewrite(() -> new ByteSource(flow.from(Files.newInputStream(file)), "big"), flow.to());
        assertEquals(Files.size(file), flow.written);
        assertTrue(flow.mostHeld <= 16 << 20, flow.mostHeld + " bytes were held");
        assertNotEquals(0, flow.mostHeld);
    }

    /** Compares how much was read with how much was written. */
    private static final class Flow {
        private long read;
        private long written;
        private long mostHeld;

        InputStream from(InputStream in) {
            read = 0;
            written = 0;
            return new FilterInputStream(in) {
                @Override
                public int read(byte[] bytes, int from, int n) throws IOException {
                    int got = super.read(bytes, from, n);
                    read += Math.max(0, got);
                    return got;
                }
            };
        }

        OutputStream to() {
            return new OutputStream() {
                @Override
                public void write(int value) {
                    throw new AssertionError("byte by byte");
                }

                @Override
                public void write(byte[] bytes, int from, int n) {
                    mostHeld = Math.max(mostHeld, read - written);
                    written += n;
                    boolean zero = Arrays.equals(new byte[n], Arrays.copyOfRange(bytes, from, from + n));
                    assertTrue(zero || written < 1 << 20 || read > 12_000L * 4096, "memory is left");
                }
            };
        }
    }
}
