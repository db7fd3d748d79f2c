// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.present.Names;
import org.ckptimage.tools.terminal.Terminal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every way to end has its exit code, and its words on the right stream. */
final class ExitStatusTest {
    private static final byte[] ROOT = TestImages.bytes("real/root.ckpt");
    private static final byte[] FAILED = TestImages.bytes("real/v21_errunlink.ckpt");

    @TempDir
    private Path directory;

    @Test
    void validImages() {
        assertEquals(0, CommandRun.reading(ROOT, "validate", "-").status());
        assertEquals(0, CommandRun.reading(ROOT, "show", "-").status());
        assertEquals("", CommandRun.reading(ROOT, "validate", "--quiet", "-").out());
    }

    @Test
    void failedCheckpoints() {
        CommandRun show = CommandRun.reading(FAILED, "show", "-");
        assertEquals(0, show.status());
        assertEquals("", show.err());
        assertTrue(show.out().contains("checkpoint failed: [err -9]"));
        assertEquals(1, CommandRun.reading(FAILED, "validate", "-").status());
    }

    @Test
    void cutCorruptAndForeignImages() {
        for (byte[] bytes : new byte[][] {new byte[0], "hello".getBytes(), Arrays.copyOf(ROOT, 4000)}) {
            assertEquals(1, CommandRun.reading(bytes, "validate", "-").status());
            CommandRun show = CommandRun.reading(bytes, "show", "-");
            assertEquals(3, show.status());
            assertTrue(show.err().contains("error[CKS"), show.err());
        }
    }

    @Test
    void brokenReferencesAreANoteOfShow() {
        byte[] bytes = ROOT.clone();
        // cred_ref of TASK_CREDS
        int at = indexOf(bytes, new byte[] {117, 0, 0, 0, 16, 0, 0, 0});
        bytes[at + 8] = 99;
        CommandRun show = CommandRun.reading(bytes, "show", "-");
        assertEquals(0, show.status());
        assertEquals("-: 1 error; see ckpt-image validate\n", show.err());
        CommandRun validate = CommandRun.reading(bytes, "validate", "-");
        assertEquals(1, validate.status());
        assertTrue(validate.out().contains("error[CKR002]"), validate.out());
    }

    @Test
    void warningsCountWhenStrict() {
        byte[] bytes = ROOT.clone();
        // a year of capture before 1970 + 100 s
        Arrays.fill(bytes, 56, 64, (byte) 0);
        bytes[56] = 100;
        CommandRun lenient = CommandRun.reading(bytes, "validate", "-");
        assertEquals(0, lenient.status(), lenient.out());
        assertTrue(lenient.out().contains("warning[CKV011]"), lenient.out());
        assertTrue(lenient.out().contains("-: valid: 0 errors, 2 warnings, 1 note (--verbose) in 92 records"),
                lenient.out());
        assertEquals(1, CommandRun.reading(bytes, "validate", "--strict", "-").status());
    }

    @Test
    void unsupportedVersions() {
        byte[] bytes = ROOT.clone();
        bytes[24] = 99;
        assertEquals(4, CommandRun.reading(bytes, "validate", "-").status());
        assertEquals(4, CommandRun.reading(bytes, "show", "-").status());
        CommandRun json = CommandRun.reading(bytes, "validate", "--json", "-");
        assertEquals("unsupported", TestImages.json(json.out()).at("/images/0/verdict").asText());
    }

    @Test
    void directoriesWithoutImages() {
        CommandRun judged = CommandRun.of("validate", directory.toString());
        assertEquals(1, judged.status());
        assertTrue(judged.out().contains("error[CKS001]: not a checkpoint"), judged.out());
        assertEquals(3, CommandRun.of("show", directory.toString()).status());
        CommandRun stream = CommandRun.of("anonymize", directory.toString(), "-");
        assertEquals(5, stream.status());
        assertTrue(stream.err().endsWith(": cannot read: is a directory\n"), stream.err());
    }

    @Test
    void inputsThatCannotBeRead() {
        for (String command : new String[] {"validate", "show"}) {
            CommandRun missing = CommandRun.of(command, directory.resolve("missing").toString());
            assertEquals(5, missing.status());
            assertTrue(missing.err().endsWith("missing: cannot read: no such file\n"), missing.err());
            InputStream failing = new InputStream() {
                @Override
                public int read() throws IOException {
                    throw new IOException("disk on fire");
                }
            };
            CommandRun broken = CommandRun.with(failing, Map.of(), "", command, "-");
            assertEquals(5, broken.status());
            assertEquals("ckpt-image: -: cannot read: disk on fire\n", broken.err());
        }
    }

    @Test
    void theHighestOfSeveralWins() throws IOException {
        String good = TestImages.file(directory, "real/root.ckpt");
        String failed = TestImages.file(directory, "real/v21_errunlink.ckpt");
        String missing = directory.resolve("missing").toString();
        assertEquals(1, CommandRun.of("validate", failed, good).status());
        assertEquals(5, CommandRun.of("validate", missing, failed, good).status());
        assertEquals(0, CommandRun.of("validate", good, good).status());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "vaildate x|unknown command 'vaildate', did you mean 'validate'?|ckpt-image",
        "frobnicate|unknown command 'frobnicate'|ckpt-image",
        "--vesion|unknown option '--vesion', did you mean '--version'?|ckpt-image",
        "show|Missing required parameter: 'IMAGE'|ckpt-image show",
        "validate|Missing required parameter: 'IMAGE'|ckpt-image validate",
        "show --jsn x|unknown option '--jsn', did you mean '--json'?|ckpt-image show",
        "show x cerd:1|unknown object type 'cerd', did you mean 'cred'?|ckpt-image show",
        "show x cred|'cred' is not an object such as cred:17|ckpt-image show",
        "show x cred:1 y|unexpected argument 'y'|ckpt-image show",
        "show --records x cred:1|--records shows all records, not one object|ckpt-image show",
        "explain CKR02|unknown rule 'CKR02', did you mean 'CKR002'?|ckpt-image explain",
        "explain NOPE|unknown rule 'NOPE'|ckpt-image explain"})
    void usageErrors(String commandLine, String message, String command) {
        CommandRun run = CommandRun.of(commandLine.split(" "));
        assertEquals("ckpt-image: " + message + "\nTry " + command + " --help\n", run.err());
        assertEquals(2, run.status());
        assertEquals("", run.out());
    }

    @Test
    void noCommandAtAll() {
        CommandRun run = CommandRun.of();
        assertEquals(2, run.status());
        assertEquals("ckpt-image: missing command\nTry ckpt-image --help\n", run.err());
    }

    @Test
    void objectsThatAreNotThere() {
        CommandRun run = CommandRun.reading(ROOT, "show", "-", "cred:999");
        assertEquals(2, run.status());
        assertEquals("ckpt-image: -: no object cred:999\n", run.err());
    }

    @Test
    void internalErrorsAreOneLineUnlessDebugged() {
        InputStream failing = new InputStream() {
            @Override
            public int read() {
                throw new IllegalStateException("surprise");
            }
        };
        CommandRun run = CommandRun.with(failing, Map.of(), "", "validate", "-");
        assertEquals(70, run.status());
        assertEquals(1, run.err().lines().count(), run.err());
        CommandRun debug = CommandRun.with(failing, Map.of(), "", "validate", "--debug", "-");
        assertTrue(debug.err().contains("\tat "), debug.err());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Broken pipe", "No space left on device"})
    void outputsThatEnd(String reason) {
        AtomicInteger writes = new AtomicInteger();
        OutputStream closed = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                writes.incrementAndGet();
                throw new IOException(reason);
            }
        };
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(closed, err, Map.of(), "");
        InputStream in = new java.io.ByteArrayInputStream(TestImages.bytes("samples/v24_pipes_files.img"));
        int status = Main.run(new Session(in, terminal, ScanSettings.standard(), Names::none), "show",
                "--records", "-");
        boolean quiet = reason.equals("Broken pipe");
        assertEquals(quiet ? 0 : 5, status);
        assertEquals(quiet ? "" : "ckpt-image: cannot write the output: " + reason + "\n", err.toString());
        assertEquals(1, writes.get());
    }

    @Test
    void textStopsAtMaxErrors() {
        byte[] bytes = Arrays.copyOf(FAILED, FAILED.length);
        CommandRun run = CommandRun.reading(bytes, "validate", "--max-errors=1", "-");
        assertTrue(run.out().contains("-: 2 more findings not shown (--max-errors)\n"), run.out());
        assertFalse(CommandRun.reading(bytes, "validate", "--max-errors=0", "-").out().contains("not shown"));
    }

    static int indexOf(byte[] bytes, byte[] wanted) {
        for (int at = 0; at <= bytes.length - wanted.length; at++) {
            if (Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        throw new AssertionError("not found");
    }

    @Test
    void debugTracesLookups(@TempDir Path directory) throws IOException {
        CommandRun run = CommandRun.of("validate", "--debug", TestImages.file(directory, "real/root.ckpt"));
        assertEquals(0, run.status());
        assertTrue(run.err().contains("debug: obj_lookup_add CRED objref 1 first 1"), run.err());
        assertTrue(run.err().contains("debug: obj_lookup CRED objref 1 first 0"), run.err());
    }
}
