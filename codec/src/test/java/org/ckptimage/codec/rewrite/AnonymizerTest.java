// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.detect.FormatDetector;
import org.ckptimage.codec.frame.FrameReader;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.pseudonym.Pseudonyms;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.formats.RecordType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an anonymized image still says, and what it does not. */
final class AnonymizerTest {
    private static final byte[] KEY = "a key for tests".getBytes(StandardCharsets.US_ASCII);
    private static final int SEEDS = 150;
    private static final int SHORTEST_TRACE = 5;

    private static byte[] anonymize(byte[] image, Pseudonyms pseudonyms) throws IOException {
        Anonymizer anonymizer = new Anonymizer(Scanned.SETTINGS, finding -> { }, pseudonyms);
        return Rewrites.run(image, (in, out) -> {
            anonymizer.rewrite(in, out);
            return 0;
        }).bytes();
    }

    private static void checked(byte[] image, String what) throws IOException {
        Pseudonyms pseudonyms = Pseudonyms.remembering(KEY);
        byte[] result = anonymize(image, pseudonyms);
        assertArrayEquals(result, anonymize(image, Pseudonyms.remembering(KEY)), what);
        List<String> added = new ArrayList<>(Rewrites.findings(result));
        Rewrites.findings(image).forEach(added::remove);
        assertEquals(List.of(), added, what);
        assertEquals(Scanned.of(image).result().format(), Scanned.of(result).result().format(), what);
        assertEquals(Meaning.model(image).recordCounts(), Meaning.model(result).recordCounts(), what);
        noTraces(pseudonyms, result, what);
        noContents(result, what);
        sameShape(Meaning.model(image), Meaning.model(result), pseudonyms, what);
    }

    @ParameterizedTest
    @MethodSource("org.ckptimage.codec.rewrite.Rewrites#images")
    void everyImage(String name) throws IOException {
        checked(ImageFiles.bytes(name), name);
    }

    @Test
    void randomImages() throws IOException {
        for (long seed = 0; seed < SEEDS; seed++) {
            checked(Rewrites.random(seed), "seed " + seed);
        }
    }

    /** None of the names that were replaced stands in the result. */
    private static void noTraces(Pseudonyms pseudonyms, byte[] result, String what) {
        String text = new String(result, StandardCharsets.ISO_8859_1);
        for (String name : pseudonyms.names().keySet()) {
            assertTrue(name.length() < SHORTEST_TRACE || !text.contains(name), what + ": " + name);
        }
    }

    /** All that tasks kept in memory, pipes and queues is zero. */
    private static void noContents(byte[] image, String what) throws IOException {
        try (ByteSource source = new ByteSource(new ByteArrayInputStream(image), "image")) {
            var format = FormatDetector.detect(source, ReadLimits.standard());
            FrameReader reader = new FrameReader(source, format.order(), format.version(),
                    ReadLimits.standard());
            BufferContent.Tracker contents = new BufferContent.Tracker();
            long pages = 0;
            while (reader.next()) {
                RecordType type = reader.frame().type();
                BufferContent content = contents.next(type);
                String where = what + " at " + reader.frame().offset();
                if (type == RecordType.PGARR) {
                    pages = reader.frame().i32(format.order() == ByteOrderView.BIG
                            ? 12 : 8);
                } else if (type == RecordType.BUFFER && content == BufferContent.PAGES) {
                    reader.payload((int) pages * format.abi().wordSize());
                    zero(reader, where);
                } else if (type == RecordType.BUFFER && content == BufferContent.OPAQUE
                        || type == RecordType.SOCKET_FRAG) {
                    zero(reader, where);
                } else if (type == RecordType.PIPE_BUF || type == RecordType.CPU_FPU) {
                    for (int at = 8; at < reader.frame().length(); at++) {
                        assertEquals(0, reader.frame().u8(at), where);
                    }
                }
            }
        }
    }

    private static void zero(FrameReader reader, String where) throws IOException {
        while (reader.unread() > 0) {
            int at = reader.payload(1);
            assertEquals(0, reader.frame().bytes()[at], where);
        }
    }

    /** Ids were exchanged one for one, everything else of tasks and creds is as before. */
    private static void sameShape(Image old, Image now, Pseudonyms pseudonyms, String what) {
        for (int i = 0; i < old.tasks().size(); i++) {
            assertEquals(old.tasks().get(i).ids(), now.tasks().get(i).ids(), what);
            assertEquals(old.tasks().get(i).credRef(), now.tasks().get(i).credRef(), what);
            assertEquals(old.tasks().get(i).refs(), now.tasks().get(i).refs(), what);
        }
        for (int i = 0; i < old.creds().size(); i++) {
            Cred before = old.creds().get(i);
            Cred after = now.creds().get(i);
            assertEquals(before.caps(), after.caps(), what);
            assertEquals(before.groupinfoRef(), after.groupinfoRef(), what);
            assertEquals(before.userRef(), after.userRef(), what);
            assertEquals(replaced(before.users(), pseudonyms.uids()), after.users(), what);
            assertEquals(replaced(before.groups(), pseudonyms.gids()), after.groups(), what);
        }
        for (int i = 0; i < old.users().size(); i++) {
            long uid = old.users().get(i).uid();
            assertEquals(pseudonyms.uids().getOrDefault(uid, uid), now.users().get(i).uid(), what);
        }
        for (int i = 0; i < old.groupinfos().size(); i++) {
            GroupList before = old.groupinfos().get(i).groups();
            List<Long> expected = IntStream.range(0, before.size()).mapToObj(before::get)
                    .map(g -> pseudonyms.gids().getOrDefault(g, g)).sorted().toList();
            GroupList after = now.groupinfos().get(i).groups();
            assertEquals(expected, IntStream.range(0, after.size()).mapToObj(after::get).toList(), what);
        }
    }

    private static Cred.Ids replaced(Cred.Ids ids, Map<Long, Long> standIns) {
        return new Cred.Ids(standIns.getOrDefault(ids.real(), ids.real()),
                standIns.getOrDefault(ids.effective(), ids.effective()),
                standIns.getOrDefault(ids.saved(), ids.saved()),
                standIns.getOrDefault(ids.filesystem(), ids.filesystem()));
    }

    @Test
    void realNamesAreGone() throws IOException {
        Map<String, List<String>> traces = new HashMap<>();
        traces.put("real/user1000.ckpt", names("real/user1000.ckpt"));
        traces.put("real/container.ckpt", names("real/container.ckpt"));
        for (String image : traces.keySet()) {
            byte[] bytes = ImageFiles.bytes(image);
            String before = new String(bytes, StandardCharsets.ISO_8859_1);
            String after = new String(anonymize(bytes, Pseudonyms.remembering(KEY)),
                    StandardCharsets.ISO_8859_1);
            assertFalse(traces.get(image).isEmpty(), image);
            for (String name : traces.get(image)) {
                assertTrue(before.contains(name), name);
                assertFalse(after.contains(name), image + ": " + name);
            }
        }
    }

    /** Every text in FILE_NAME and STRING that could tell something, read without help of the rewriter. */
    private static List<String> names(String image) {
        List<String> names = new ArrayList<>();
        Scanned.of(new ByteArrayInputStream(ImageFiles.bytes(image)), view -> {
            RecordType type = view.frame().type();
            if (type == RecordType.FILE_NAME || type == RecordType.STRING) {
                byte[] text = Arrays.copyOfRange(view.frame().bytes(), view.frame().base() + 8,
                        view.frame().base() + (int) view.frame().length());
                String whole = new String(text, StandardCharsets.ISO_8859_1);
                String name = whole.substring(0, whole.indexOf('\0'));
                if (!name.equals("/") && !name.startsWith("/dev/") && name.length() >= SHORTEST_TRACE) {
                    names.add(name);
                }
            }
        });
        return names;
    }

    @Test
    void theTextOfAFailureIsGone() throws IOException {
        byte[] image = ImageFiles.bytes("real/v21_errunlink.ckpt");
        Image result = Meaning.model(anonymize(image, Pseudonyms.remembering(KEY)));
        assertEquals(Meaning.model(image).failures().size(), result.failures().size());
        result.failures().forEach(text -> assertTrue("text removed".startsWith(text), text));
    }

    @Test
    void anotherKeyGivesAnotherImage() throws IOException {
        byte[] image = ImageFiles.bytes("real/user1000.ckpt");
        byte[] one = anonymize(image, Pseudonyms.remembering(KEY));
        byte[] other = anonymize(image, Pseudonyms.remembering(new byte[] {1, 2, 3}));
        assertFalse(Arrays.equals(one, other));
        assertEquals(one.length, other.length);
    }
}
