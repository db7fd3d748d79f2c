// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model.files;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilePlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.FsPlan;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.compose.ImagePlan;
import org.ckptimage.codec.compose.IpcPlan;
import org.ckptimage.codec.compose.MemoryPlan;
import org.ckptimage.codec.compose.NamespacesPlan;
import org.ckptimage.codec.compose.PipePlan;
import org.ckptimage.codec.compose.SighandPlan;
import org.ckptimage.codec.compose.SignalPlan;
import org.ckptimage.codec.compose.TaskPlan;
import org.ckptimage.codec.compose.UserNsPlan;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.model.files.FileTable.Descriptor;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Open files are read in every layout and architecture, and never more than a bound of them. */
final class FilesReaderTest {
    private static final CredPlan ROOT = CredPlan.root(UserNsPlan.root());

    private final FilesReader reader = new FilesReader();
    private final ModelBuilder builder = new ModelBuilder();

    private OpenFiles read(FormatVersion version, Abi abi, FilesPlan... tables) throws IOException {
        ImagePlan plan = new ImagePlan(version, abi, ImagePlan.usualOrder(abi));
        for (int i = 0; i < tables.length; i++) {
            plan = plan.add(new TaskPlan("t" + i, 7 + i).cred(ROOT).usedMath(false)
                    .objects(new NamespacesPlan("host", new IpcPlan(), false), tables[i],
                            new MemoryPlan(null))
                    .rest(new FsPlan("/", "/", 0), new SighandPlan(), new SignalPlan()));
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ImageComposer.write(plan, out);
        List<Finding> findings = new ArrayList<>();
        try (ByteSource source = new ByteSource(new ByteArrayInputStream(out.toByteArray()), "image")) {
            new ImageScanner(source, ScanSettings.standard(), findings::add, view -> {
                reader.record(view);
                builder.record(view);
            }).scan();
        }
        assertEquals(List.of(), findings.stream().filter(f -> f.rule().name().startsWith("CKS")).toList());
        return reader.files();
    }

    private static FilePlan named(String path, int flags, long pos) {
        return new FilePlan(new FilePlan.Named(path), ROOT, null, flags, pos);
    }

    @ParameterizedTest
    @CsvSource({"V18, X86_32, 0200000, 040000", "V19_RC3, PPC32, 040000, 0400000",
        "V21, S390X, 0200000, 040000", "V23_RC2, X86_64, 0200000, 040000",
        "V21_ARM, ARM, 040000, 0200000"})
    void everythingIsThere(FormatVersion version, Abi abi, String directory, String direct)
            throws IOException {
        FilePlan log = named("/var/log/\u00e4 b", 02001 | Integer.decode(direct), 4096);
        FilesPlan first = new FilesPlan().open(3, log, true).open(7, log)
                .open(4, named("/etc", Integer.decode(directory), 0))
                .open(6, named("/srv", 010_000_000, 0))
                .open(5, FilePlan.of(new FilePlan.PipeEnd(new PipePlan(new byte[] {1})), ROOT, 1));
        OpenFiles files = read(version, abi, first, new FilesPlan().open(0, log));
        Image image = builder.image();
        List<List<String>> seen = image.tasks().stream().map(task -> files.tables().get(task.refs().files()))
                .map(table -> table.descriptors().stream().map(one -> text(files, one)).toList()).toList();
        assertEquals(List.of(
                List.of("3 CLOSE GENERIC /var/log/\u00c3\u00a4 b 42001 4096",
                        "7 KEEP GENERIC /var/log/\u00c3\u00a4 b 42001 4096",
                        "4 KEEP DIRECTORY /etc 200000 0", "6 KEEP PATH /srv 10000000 0",
                        "5 KEEP PIPE  1 0"),
                List.of("0 KEEP GENERIC /var/log/\u00c3\u00a4 b 42001 4096")), seen);
        assertEquals(1, files.files().values().stream().filter(file -> !file.name().isEmpty()
                && file.kind() == FileKind.GENERIC).count(), "one open file is one object");
        assertEquals(image.tasks().get(0).credRef().getAsInt(),
                files.files().get(files.tables().get(image.tasks().get(1).refs().files()).descriptors()
                        .get(0).fileRef()).credRef());
        assertEquals(0, files.left());
    }

    private static String text(OpenFiles files, Descriptor descriptor) {
        OpenFile file = files.files().get(descriptor.fileRef());
        return descriptor.number() + " " + descriptor.onExec() + " " + file.kind() + " " + file.name() + " "
                + Integer.toOctalString(file.flags()) + " " + file.pos();
    }

    @Test
    void namesThatAreNoTextKeepTheirBytes() throws IOException {
        OpenFiles files = read(FormatVersion.V23_RC2, Abi.X86_64, new FilesPlan().open(0,
                named("/a/\u00fc", 0, 0)));
        String name = files.files().values().iterator().next().name();
        assertEquals("/a/\u00c3\u00bc", name);
    }

    @Test
    void theyHaveABound() throws IOException {
        String folder = "/" + "x".repeat(4000) + "/";
        FilesPlan table = new FilesPlan();
        for (int i = 0; i < 1100; i++) {
            table.open(i, named(folder + i, 0, 0));
        }
        OpenFiles files = read(FormatVersion.V23_RC2, Abi.X86_64, table);
        long kept = files.files().values().stream().mapToLong(file -> file.name().length()).sum();
        assertTrue(kept <= FilesReader.MOST_NAME_BYTES && kept > FilesReader.MOST_NAME_BYTES / 2);
        assertEquals(1100, files.left() + files.files().size());
        assertEquals(OnExec.KEEP, files.tables().values().iterator().next().descriptors().get(9).onExec());
    }

    @Test
    void descriptorsHaveABound() throws IOException {
        FilePlan file = named("/a", 0, 0);
        FilesPlan table = new FilesPlan();
        for (int i = 0; i < FilesReader.MOST_DESCRIPTORS + 9; i++) {
            table.open(i, file);
        }
        OpenFiles files = read(FormatVersion.V23_RC2, Abi.X86_64, table);
        assertEquals(10, files.left());
        assertEquals(FilesReader.MOST_DESCRIPTORS - 1, files.tables().values().iterator().next()
                .descriptors().size());
    }
}
