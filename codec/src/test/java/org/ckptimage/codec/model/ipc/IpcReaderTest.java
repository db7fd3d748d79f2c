// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.ipc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PagesPlan;
import org.ckptimage.codec.compose.SegmentPlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.ipc.IpcObject.Message;
import org.ckptimage.codec.model.ipc.IpcObject.Queue;
import org.ckptimage.codec.model.ipc.IpcObject.Semaphores;
import org.ckptimage.codec.model.ipc.IpcObject.Shm;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SysV IPC objects are read in every layout and architecture, and never more than a bound of them. */
final class IpcReaderTest {
    private static final int PAGE = 4096;

    private static byte[] image(FormatVersion version, Abi abi, IpcPlan ipc) throws IOException {
        TaskPlan task = new TaskPlan("t", 7).cred(CredPlan.root(UserNsPlan.root())).usedMath(false)
                .objects(new NamespacesPlan("host", ipc, false), new FilesPlan(), new MemoryPlan(null))
                .rest(new FsPlan("/", "/", 0), new SighandPlan(), new SignalPlan());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(new ImagePlan(version, abi, ImagePlan.usualOrder(abi)).add(task), out);
        return out.toByteArray();
    }

    private static List<IpcNs> read(byte... image) throws IOException {
        IpcReader reader = new IpcReader();
        List<Finding> findings = new ArrayList<>();
        try (ByteSource source = new ByteSource(new ByteArrayInputStream(image), "image")) {
            new ImageScanner(source, ScanSettings.standard(), findings::add, reader).scan();
        }
        assertEquals(List.of(), findings.stream().filter(f -> f.rule().name().startsWith("CKS")).toList());
        return reader.namespaces();
    }

    private static IpcPlan.Message message(int type, String text) {
        return new IpcPlan.Message(type, text.getBytes(StandardCharsets.US_ASCII));
    }

    @ParameterizedTest
    @CsvSource({"V18, X86_32", "V19_RC3, PPC32", "V21, S390X", "V23_RC2, X86_64"})
    void everythingIsThere(FormatVersion version, Abi abi) throws IOException {
        String longText = "x".repeat(5000);
        byte[] image = image(version, abi, new IpcPlan()
                .shm(0x0abcd10f, 501, new SegmentPlan(3 * PAGE, new PagesPlan(2, 9, 1)), null)
                .queue(0, 0, List.of(message(1, "message1"), message(2, ""), message(3, longText)), null)
                .semaphores(77, 501, List.of(1, 0, 32_767), null));
        List<IpcNs> spaces = read(image);
        assertEquals(1, spaces.size());
        assertEquals(3, spaces.get(0).objects().size());
        Shm segment = (Shm) spaces.get(0).objects().get(0);
        assertEquals(new IpcPerms(0, 0x0abcd10f, new IpcPerms.Owner(501, 501), new IpcPerms.Owner(501, 501),
                0600), segment.perms());
        assertEquals(3 * PAGE, segment.size());
        assertEquals(List.of(0L, (long) PAGE), segment.pages().stream().map(IpcObject.Page::at).toList());
        // one behind the other, each whole, with the head of an array between them
        int first = indexOf(image, segment.pages().get(0).bytes());
        int second = indexOf(image, segment.pages().get(1).bytes());
        assertTrue(first > 0 && second >= first + PAGE + 24, first + " " + second);
        Queue queue = (Queue) spaces.get(0).objects().get(1);
        assertEquals(16384, queue.capacity());
        assertEquals(List.of("1:message1", "2:", "3:" + longText), queue.messages().stream()
                .map(IpcReaderTest::text).toList());
        assertEquals(List.of(1, 0, 32_767), ((Semaphores) spaces.get(0).objects().get(2)).values());
        assertEquals(0, spaces.get(0).objects().stream().mapToLong(IpcObject::left).sum());
    }

    private static String text(Message message) {
        return message.type() + ":" + new String(message.text(), StandardCharsets.US_ASCII);
    }

    private static int indexOf(byte[] all, byte... part) {
        for (int at = 0; at + part.length <= all.length; at++) {
            if (Arrays.equals(all, at, at + part.length, part, 0, part.length)) {
                return at;
            }
        }
        return -1;
    }

    @Test
    void contentsHaveABound() throws IOException {
        int pages = IpcReader.MOST_BYTES / PAGE;
        List<IpcNs> spaces = read(image(FormatVersion.V23_RC2, Abi.X86_64, new IpcPlan()
                .shm(1, 0, new SegmentPlan((long) pages * PAGE, PagesPlan.of(pages, 3)), null)
                .queue(2, 0, Collections.nCopies(3000, message(1, "")), null)));
        Shm segment = (Shm) spaces.get(0).objects().get(0);
        Queue queue = (Queue) spaces.get(0).objects().get(1);
        assertTrue(segment.left() > 0 && segment.pages().size() < pages);
        long kept = segment.pages().stream().mapToLong(page -> page.bytes().length + 64L).sum()
                + 64L * queue.messages().size();
        assertTrue(kept <= IpcReader.MOST_BYTES, kept + " bytes");
    }

    @Test
    void objectsHaveABound() throws IOException {
        IpcPlan ipc = new IpcPlan();
        for (int i = 0; i < IpcReader.MOST_OBJECTS + 5; i++) {
            ipc.semaphores(i + 1, 0, List.of(1), null);
        }
        IpcNs space = read(image(FormatVersion.V23_RC2, Abi.X86_64, ipc)).get(0);
        assertEquals(IpcReader.MOST_OBJECTS, space.objects().size());
        assertEquals(5, space.left());
    }
}
