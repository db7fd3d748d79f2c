// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.crit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.protobuf.ByteString;
import com.google.protobuf.UnknownFieldSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.criu.CriuCases;
import org.ckptimage.codec.criu.CriuImageWriter;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.CriuMessage;
import org.ckptimage.codec.criu.ImageHead;
import org.ckptimage.codec.criu.ImageType;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.PstreeEntry;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Images become the JSON of crit and come back byte for byte. */
class CritTest {
    private static final long SEED = 20261124;

    static List<String> cases() {
        return CriuCases.names();
    }

    private static String decode(String file, byte[] image) throws IOException {
        ByteArrayOutputStream json = new ByteArrayOutputStream();
        CritDecoder.decode(new ByteSource(new ByteArrayInputStream(image), file),
                file.substring(file.lastIndexOf('/') + 1), CriuLimits.wide(), json);
        return json.toString(StandardCharsets.UTF_8);
    }

    private static byte[] encode(String json) throws IOException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        CritEncoder.encode(new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8)), "json", image);
        return image.toByteArray();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void everyFileComesBack(String name) throws IOException {
        String dump = System.getProperty("crit.dump", "");
        for (Map.Entry<String, byte[]> file : CriuCases.files(name).entrySet()) {
            String json = decode(file.getKey(), file.getValue());
            assertArrayEquals(file.getValue(), encode(json), name + " " + file.getKey());
            if (!dump.isEmpty()) {
                Files.createDirectories(Path.of(dump, name));
                Files.writeString(Path.of(dump, name, file.getKey().replace('/', '_') + ".json"), json);
                Files.write(Path.of(dump, name, file.getKey().replace('/', '_')), file.getValue());
            }
        }
    }

    @Test
    void textIsThatOfCrit() throws IOException {
        assertEquals("{\"magic\": \"PSTREE\", \"entries\": [{\"pid\": 81, \"ppid\": 0, \"pgid\": 81, "
                + "\"sid\": 81, \"threads\": [81, 82, 83, 84]}]}",
                decode("pstree.img", CriuCases.files("a05-threads").get("pstree.img")));
        JsonNode core = new ObjectMapper().readTree(
                decode("core-83.img", CriuCases.files("a05-threads").get("core-83.img"))).get("entries")
                        .get(0);
        assertEquals("X86_64", core.get("mtype").asText());
        assertEquals(1201, core.get("thread_core").get("creds").get("fsuid").asInt());
        assertEquals("[5002,6002]", core.get("thread_core").get("creds").get("groups").toString());
        assertTrue(decode("core-10.img", CriuCases.files("a07-seccomp-nnp").get("core-10.img"))
                .contains("\"seccomp_mode\": \"filter\", \"seccomp_filter\": 0, "));
        assertEquals("{\"magic\": \"SECCOMP\", \"entries\": [{}]}",
                decode("seccomp.img", CriuCases.files("a01-root-simple").get("seccomp.img")));
    }

    @Test
    void knownImagesNeedNoRawBytes() throws IOException {
        List<String> raw = new ArrayList<>();
        for (String name : CriuCases.names()) {
            for (Map.Entry<String, byte[]> file : CriuCases.files(name).entrySet()) {
                String stem = file.getKey().replaceAll(".*/|-[0-9]+|\\.img|\\.tar\\.gz", "");
                boolean known = ImageType.ofStem(stem).flatMap(type -> type.prototype(0)).isPresent();
                String json = decode(file.getKey(), file.getValue());
                if (known && (json.contains("_raw") || json.contains("_unknown"))) {
                    raw.add(name + " " + file.getKey());
                }
            }
        }
        assertEquals(List.of(), raw);
    }

    @Test
    void editedFieldIsWritten() throws IOException {
        byte[] image = CriuCases.files("a05-threads").get("pstree.img");
        byte[] edited = encode(decode("pstree.img", image).replace("\"ppid\": 0", "\"ppid\": \"0x2\""));
        assertEquals(image.length, edited.length);
        assertTrue(decode("pstree.img", edited).contains("\"ppid\": 2"));
    }

    @Test
    void emptyListIsTaken() throws IOException {
        String json = decode("core-83.img", CriuCases.files("a05-threads").get("core-83.img"));
        String edited = json.replace("[5002, 6002]", "[]");
        assertTrue(decode("core-83.img", encode(edited)).contains("\"secbits\": 0, "));
        assertEquals(encode(json).length - 6, encode(edited).length);
    }

    /** Unknown fields between and inside known ones, messages out of order, text that is not UTF-8. */
    @Test
    void nothingIsLost() throws IOException {
        UnknownFieldSet newer = UnknownFieldSet.newBuilder()
                .addField(4, UnknownFieldSet.Field.newBuilder().addVarint(-1).addFixed32(7).build())
                .addField(90, UnknownFieldSet.Field.newBuilder().addLengthDelimited(
                        ByteString.copyFromUtf8("new")).build()).build();
        PstreeEntry process = PstreeEntry.newBuilder().setPid(-1).setPpid(0).setPgid(1).setSid(1)
                .setUnknownFields(UnknownFieldSet.newBuilder().addField(6, newer.asMap().get(4)).build())
                .addThreads(1).build();
        byte[] shuffled = {0x20, 1, 0x18, 1, 0x10, 0, 0x08, (byte) 0x81, 0, 0x2a, 2, 1, 2};
        byte[] comm = CriuMessage.of(CoreEntry.newBuilder().setMtype(CoreEntry.Machine.ARM)
                .setUnknownFields(newer).buildPartial()).bytes();
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        CriuImageWriter writer = new CriuImageWriter(image, new ImageHead(ImageHead.Prefix.NONE,
                0x50273030L));
        writer.message(CriuMessage.of(process).bytes());
        writer.message(shuffled);
        String json = decode("pstree.img", image.toByteArray());
        assertTrue(json.contains("\"_prefix\": \"none\"") && json.contains("\"pid\": 4294967295")
                && json.contains("_unknown") && json.contains("_raw"), json);
        assertArrayEquals(image.toByteArray(), encode(json));
        ByteArrayOutputStream core = new ByteArrayOutputStream();
        new CriuImageWriter(core, ImageHead.of(ImageType.CORE)).message(comm);
        assertArrayEquals(core.toByteArray(), encode(decode("core-1.img", core.toByteArray())));
    }

    @Test
    void bytesBehindEntriesComeBack() throws IOException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        CriuImageWriter writer = new CriuImageWriter(image, ImageHead.of(ImageType.PIPES_DATA));
        byte[] data = new byte[200_000];
        new Random(SEED).nextBytes(data);
        writer.message(new byte[] {8, 1, 0x10, (byte) 0xc0, (byte) 0x9a, 0x0c});
        writer.extra(data, 0, data.length);
        writer.message(new byte[] {8, 2, 0x10, 0});
        String json = decode("pipes-data.img", image.toByteArray());
        assertArrayEquals(image.toByteArray(), encode(json));
    }

    @Test
    void wrongJsonIsAFinding() {
        for (String json : List.of("", "[]", "{", "{}", "{\"magic\": \"CORE\"}", "{\"entries\": []}",
                "{\"magic\": \"NONE\", \"entries\": []}", "{\"magic\": \"0xzz\", \"entries\": []}",
                "{\"magic\": \"PSTREE\", \"entries\": [3]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"pid\": -1}]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"pid\": 4294967296}]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"pid\": 1.5}]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"pid\": \"one\"}]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"pid\": 1, \"pid\": 2}]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"threads\": 1}]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"nice\": 1}]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"_raw\": \"!\"}]}",
                "{\"magic\": \"PSTREE\", \"entries\": [{\"_raw\": \"CA==\"}]}",
                "{\"magic\": \"CORE\", \"entries\": [{\"mtype\": \"PDP11\"}]}",
                "{\"magic\": \"CGROUP\", \"entries\": [{}]}",
                "{\"magic\": \"PSTREE\", \"entries\": []} {}",
                "{\"magic\": \"CORE\", \"entries\": [" + "{\"tc\":".repeat(200))) {
            ImageException failed = assertThrows(ImageException.class, () -> encode(json), json);
            assertEquals(Rule.CKS019, failed.finding().rule(), json);
        }
    }

    @Test
    void mutatedJsonIsAFindingOrAnImage() throws IOException {
        Random random = new Random(SEED);
        byte[] json = decode("core-10.img", CriuCases.files("a07-seccomp-nnp").get("core-10.img"))
                .getBytes(StandardCharsets.UTF_8);
        int made = 0;
        for (int i = 0; i < 3000; i++) {
            byte[] mutant = json.clone();
            mutant[random.nextInt(mutant.length)] = (byte) "{}[]\":,0x9\\a".charAt(random.nextInt(12));
            try {
                CritEncoder.encode(new ByteArrayInputStream(mutant), "json", new ByteArrayOutputStream());
                made++;
            } catch (ImageException e) {
                assertEquals(Rule.CKS019, e.finding().rule());
            }
        }
        assertTrue(made > 100 && made < 2900, made + " of 3000");
    }
}
