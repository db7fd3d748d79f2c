// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFiles;
import org.ckptimage.codec.Scanned;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.json.DocumentWriter.Shape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Documents that people have edited: what is taken, and what is refused with its place. */
class DocumentReaderTest {
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private static String document(String image) throws IOException {
        return Documents.of(ImageFiles.bytes(image), Shape.OBJECT, Pages.INLINE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "\"euid\" : 0|\"euid\" : -1|euid|not a number of u32",
        "\"euid\" : 0|\"euid\" : 4294967296|euid|not a number of u32",
        "\"euid\" : 0|\"euid\" : \"root\"|euid|not a number of u32",
        "\"euid\" : 0|\"euid\" : [0]|euid|not a number of u32",
        "\"euid\" : 0|\"effective\" : 0|effective|has no such field",
        "\"euid\" : 0|\"uid\" : 0|uid|twice",
        "\"cap_s\" : {|\"cap_t\" : {|cap_t|has no such field",
        "\"type\" : \"CRED\"|\"type\" : \"CREED\"|type|has no such record",
        "\"type\" : \"CRED\"|\"type\" : \"PIDS\"|type|has no such record",
        "\"type\" : \"CRED\",|``|type|the record has no type",
        "\"objtype\" : \"CRED\"|\"objtype\" : \"KRED\"|objtype|not a number of u32",
        "\"text\" : \"init\"|\"text\" : \"a-name-of-more-than-16\"|text|the text has 22 bytes",
        "\"text\" : \"init\"|\"txet\" : \"init\"|txet|no such key",
        "\"schema\" : \"ckpt-image/image/1\"|\"schema\" : \"ckpt-image/image/2\"|schema|not a document of",
        "\"version\" : \"v21-2010-04-25\"|\"version\" : \"v22\"|version|no layout has this label",
        "\"arch\" : \"x86_64\"|\"arch\" : \"vax\"|arch|no such architecture",
        "\"byte_order\" : \"little\"|\"byte_order\" : \"middle\"|byte_order|neither little nor big",
        "\"euid\" : 0|\"euid\" : \"010\"|euid|not a number of u32",
        "\"euid\" : 0|\"euid\" : \"+5\"|euid|not a number of u32",
        "\"euid\" : 0|\"euid\" : \"\u0665\"|euid|not a number of u32",
        "\"euid\" : 0|\"euid\" : true|euid|not a number of u32",
        "\"euid\" : 0|\"euid\" : null|euid|not a number of u32",
        "\"euid\" : 0|\"euid\" : 1.5|euid|not a number of u32",
        "\"cap_s\" : {|\"cap_s\" : 7, \"cap_t\" : {|cap_s|not an object",
        "\"type\" : \"CRED\"|\"type\" : \"USER\", \"type\" : \"CRED\"|type|twice",
        "\"type\" : \"CRED\"|\"type\" : true|type|not a text",
        "\"type\" : \"CRED\"|\"type\" : \"CRED\", \"trailing\" : \"?\"|trailing|not base64",
        "\"text\" : \"init\"|\"text\" : null|text|not a text",
        "\"text\" : \"init\"|\"text\" : true|text|not a text",
        "\"text\" : \"init\"|\"text\" : 1.5|text|not a text",
        "\"text\" : \"init\"|\"text\" : 5|text|not a text",
        "\"text\" : \"init\"|\"text\" : \"\\ud800\"|text|half of a surrogate pair",
        "\"text\" : \"init\"|\"data\" : 5|data|not a text",
        "\"text\" : \"init\"|\"text\" : \"init\", \"data\" : \"\"|data|text and data exclude",
        "\"size\" : 16|\"size\" : -1|size|not a number of u32",
        "\"text\" : \"init\"|\"len\" : 9, \"numbers\" : [], \"data\" : []|data|exclude each other",
        "\"text\" : \"init\"|\"len\" : 9, \"data\" : [], \"pids\" : []|pids|pids stands in front of data",
        "\"text\" : \"init\"|\"len\" : 9, \"data\" : [], \"data\" : []|data|twice",
        "\"nodename\" : \"|\"nodename\" : \"\\udc00|nodename|half of a surrogate pair",
        "\"schema\" : |\"schema\" : \"ckpt-image/image/1\", \"schema\" : |schema|twice",
        "\"format\" : |\"format\" : {\"version\":\"v18-2009-10\",\"arch\":\"s390x\","
            + "\"byte_order\":\"big\"}, \"format\" : |format|twice",
        "\"records\" : [|\"records\" : [], \"records\" : [|records|twice",
        "\"arch\" : |\"zork\" : 1, \"arch\" : |zork|format has no such key",
        "\"groups\" : [|\"groups\" : [ {} ], \"slack\" : [|groups|not a number of u32",
        "\"nodename\" : \"|\"nodename\" : [], \"x\" : \"|nodename|not a text",
        "\"records\" : [|\"records\" : [ 7, |records|a record is an object",
        "\"records\" : [|\"records\" : {} , \"x\" : [|records|records are an array",
        "\"euid\" : 0,|\"euid\" : 0,,|``|the text cannot be read",
    })
    void whatIsWrongIsNamed(String from, String to, String field, String message) throws IOException {
        String document = document("good/family.ckpt");
        String edited = document.replaceFirst(Pattern.quote(from),
                Matcher.quoteReplacement(to));
        assertFalse(edited.equals(document), "nothing to edit");
        ImageException e = assertThrows(ImageException.class, () -> Documents.image(edited));
        assertEquals(Rule.CKS019, e.finding().rule(), e.getMessage());
        assertEquals(field, e.finding().where().field(), e.getMessage());
        assertTrue(e.finding().message().contains(message), e.getMessage());
        assertEquals("test.json", e.finding().where().file());
        long edit = document.indexOf(from);
        boolean head = edit < document.indexOf("\"records\"");
        assertTrue(head || e.finding().where().offset() >= edit - 200, e.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"c181, 0", "c080, 0", "e08081, 1", "eda080, 1", "f08081bf, 1", "f4908080, 1", "f5, 0",
        "ff, 0", "80, 0", "c322, 1", "e282, 2", "07, 0", "00, 0", "1b, 0"})
    void bytesThatAreNoTextAreTold(String hex, int bad) throws IOException {
        byte[] document = document("good/family.ckpt")
                .replaceFirst("\"text\" : \"init\"", "\"text\" : \"!!!!\"").getBytes(StandardCharsets.UTF_8);
        int at = new String(document, StandardCharsets.ISO_8859_1).indexOf("!!!!");
        byte[] bytes = HexFormat.of().parseHex(hex);
        System.arraycopy(bytes, 0, document, at, bytes.length);
        ImageException e = assertThrows(ImageException.class,
                () -> Documents.image(document, Optional.empty()));
        assertEquals(Rule.CKS019, e.finding().rule());
        assertEquals(at + bad, e.finding().where().offset(), e.getMessage());
        assertTrue(e.getMessage().contains("the text cannot be read: "), e.getMessage());
    }

    @Test
    void charactersOfAnyLengthComeBack() throws IOException {
        String text = "\u00e4\u07ff\u0800\ud7ff\ue000\uffff\ud83d\ude00\udbff\udfff";
        String document = document("good/family.ckpt").replaceFirst("\"text\" : \"init\",\\s*\"size\" : 16",
                "\"text\" : \"" + text + "\", \"size\" : 40");
        byte[] image = Documents.image(document);
        assertTrue(new String(image, StandardCharsets.ISO_8859_1).contains(new String(
                text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1)));
        assertArrayEquals(image, Documents.image(document(image)));
    }

    @Test
    void wordsOfTheParserAreNotForPeople() {
        String digits = "7".repeat(2000);
        unreadable("{", 1, "the document ends too early");
        unreadable("{\"schema\":", 10, "the document ends too early");
        unreadable("{\"schema\": NaN", 14, "Non-standard token 'NaN'");
        unreadable("{\"schema\": 'x'", 11, "Unexpected character");
        unreadable("{\"schema\": " + digits + "}", 2000, "a number is too long");
        unreadable("{\"" + digits.repeat(30) + "\": 1}", 50_000, "a key is too long");
        unreadable("{\"schema\": \"" + digits.repeat(2500), 1 << 22, "is longer than 4194304 bytes");
        unreadable("{\"" + digits + "\": 1}", 1, "a document has no such key");
    }

    private static void unreadable(String document, long least, String message) {
        ImageException e = assertThrows(ImageException.class, () -> Documents.image(document));
        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertFalse(e.getMessage().matches(".*(`|Feature|Source|java|Constraint).*"), e.getMessage());
        assertTrue(e.getMessage().length() < 200, e.getMessage());
        assertTrue(e.finding().where().offset() >= least, e.getMessage());
    }

    @Test
    void aDocumentWithoutRecordsIsRefused() throws IOException {
        String lines = Documents.of(ImageFiles.bytes("good/one.ckpt"), Shape.LINES, Pages.INLINE);
        String head = lines.substring(0, lines.indexOf('\n'));
        for (String document : new String[] {head, head + "\n \n"}) {
            ImageException e = assertThrows(ImageException.class, () -> Documents.image(document));
            assertEquals("records", e.finding().where().field());
            assertTrue(e.getMessage().contains("the document does not say this"), e.getMessage());
        }
    }

    @Test
    void modesMayBeOctal() throws IOException {
        byte[] image = ImageFiles.bytes("good/tty.ckpt");
        String document = document(image);
        Matcher mode = Pattern.compile("\"c_iflag\" : \"(0[0-7]+)\"").matcher(document);
        assertTrue(mode.find());
        int value = Integer.parseInt(mode.group(1), 8);
        String hex = "\"0x" + Integer.toHexString(value) + '"';
        for (String other : new String[] {"" + value, "\"" + value + "\"", hex}) {
            assertArrayEquals(image, Documents.image(mode.replaceFirst("\"c_iflag\" : " + other)));
        }
    }

    @Test
    void countsFollowTheirArrays() throws IOException {
        String document = document("good/family.ckpt").replaceFirst("\"groups\" : \\[[^]]*\\]",
                "\"groups\" : [ 5, 6, 7 ]");
        byte[] image = Documents.image(document);
        assertFalse(Scanned.of(image).hasError(), Scanned.of(image).text());
        assertTrue(document(image).replaceAll("\\s", "").contains("\"ngroups\":3,\"groups\":[5,6,7]"));
    }

    private static String document(byte[] image) throws IOException {
        return Documents.of(image, Shape.OBJECT, Pages.INLINE);
    }

    @Test
    void numbersMayBeWrittenInAnyNotation() throws IOException {
        byte[] image = ImageFiles.bytes("good/creds-ids.ckpt");
        String document = document(image);
        String other = document.replaceAll("\"(f?s?e?uid)\" : (\\d+)", "\"$1\" : \"$2\"")
                .replace("\"0x0\"", "0");
        assertFalse(other.equals(document));
        assertArrayEquals(image, Documents.image(other));
    }

    @Test
    void keysMayStandInAnyOrder() throws IOException {
        byte[] image = ImageFiles.bytes("good/pages-32.ckpt");
        ObjectMapper sorted = new ObjectMapper().enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS);
        Object tree = sorted.readValue(document("good/family.ckpt"), Object.class);
        String text = sorted.writeValueAsString(tree);
        assertTrue(text.startsWith("{\"format\""), text.substring(0, 20));
        assertArrayEquals(ImageFiles.bytes("good/family.ckpt"), Documents.image(text));
        assertTrue(image.length > 0);
    }

    @Test
    void aFieldThatIsLeftOutIsZero() throws IOException {
        String document = document("good/creds-ids.ckpt");
        JsonNode zeroed = MAPPER.readTree(document(
                Documents.image(document.replaceFirst("\"suid\" : \\d+,", ""))));
        Map<String, Integer> seen = new TreeMap<>();
        zeroed.get("records").forEach(r -> {
            if (r.has("suid")) {
                seen.putIfAbsent("suid", r.get("suid").asInt());
            }
        });
        assertEquals(Map.of("suid", 0), seen);
    }

    /** Whatever stands in a document: an image or a finding. */
    @Test
    void mutatedDocumentsGiveAnImageOrAFinding() throws IOException {
        String document = document("good/socket-fragment.ckpt");
        String[] pieces = {"{", "}", "[", "]", ",", ":", "\"", "0", "-1", "1e9", "null", "true",
                "\"len\" : 9",
            "\"data\" : \"AAAA\"", "\\u0000", "99999999999999999999999", "0x", "\uD800"};
        int refused = 0;
        for (int seed = 0; seed < 400; seed++) {
            Random random = new Random(seed);
            StringBuilder text = new StringBuilder(document);
            int edits = 1 + random.nextInt(3);
            for (int i = 0; i < edits; i++) {
                int at = random.nextInt(text.length());
                int drop = Math.min(random.nextInt(12), text.length() - at);
                text.replace(at, at + drop, random.nextInt(4) == 0 ? ""
                        : pieces[random.nextInt(pieces.length)]);
            }
            try {
                Documents.image(text.toString());
            } catch (ImageException e) {
                assertEquals(Rule.CKS019, e.finding().rule(), "seed " + seed);
                refused++;
            } catch (RuntimeException e) {
                throw new AssertionError("seed " + seed, e);
            }
        }
        assertTrue(refused > 100, "refused " + refused);
    }

    @Test
    void everyPrefixOfADocumentIsRefused() throws IOException {
        String document = Documents.of(ImageFiles.bytes("good/one.ckpt"), Shape.OBJECT, Pages.INLINE);
        int end = document.lastIndexOf('}');
        for (int length = 0; length < end; length += 7) {
            String prefix = document.substring(0, length);
            assertThrows(ImageException.class, () -> Documents.image(prefix), "length " + length);
        }
    }

    @Test
    void longPayloadsNeedTheirLength() {
        String big = "A".repeat(1 << 16);
        StringBuilder data = new StringBuilder("\"" + big + "\"");
        for (int i = 0; i < 40; i++) {
            data.append(",\"").append(big).append('"');
        }
        String head = "{\"schema\":\"ckpt-image/image/1\",\"format\":{\"version\":\"v21-2010-04-25\","
                + "\"arch\":\"x86_64\",\"byte_order\":\"little\"},\"records\":[{\"type\":\"BUFFER\",";
        ImageException e = assertThrows(ImageException.class,
                () -> Documents.image(head + "\"data\":[" + data + "]}]}"));
        assertTrue(e.getMessage().contains("needs len"), e.getMessage());
        int length = 8 + 41 * (1 << 16) / 4 * 3;
        for (int off : new int[] {-1, 1}) {
            ImageException wrong = assertThrows(ImageException.class, () -> Documents.image(head
                    + "\"len\":" + (length + off) + ",\"data\":[" + data + "]}]}"));
            assertTrue(wrong.getMessage().contains("bytes than len says"), wrong.getMessage());
        }
    }

    @Test
    void pagesElsewhereAreReadOnlyIfWanted() throws IOException {
        String document = Documents.of(ImageFiles.bytes("good/pages.ckpt"), Shape.LINES, Pages.REFERENCE);
        ImageException e = assertThrows(ImageException.class, () -> Documents.image(document));
        assertTrue(e.getMessage().contains("--pages=ref"), e.getMessage());
    }
}
