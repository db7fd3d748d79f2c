// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Logs follow the published schema, and their parts refer to one another. */
final class SarifReportTest {
    private static final String POLICY = "src/test/resources/org/ckptimage/tools/policy.yaml";
    private static final String ARCHIVE = "../test-images/criu/a12-crio.tar";
    private static final String NESTED = "../test-images/criu/a08-userns";

    @TempDir
    private Path folder;

    private static JsonSchema schema() throws IOException {
        try (InputStream in = SarifReportTest.class.getResourceAsStream("sarif-2.1.0-rtm.5.json")) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V4).getSchema(text,
                    SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build());
        }
    }

    private static JsonNode log(List<String> images, String... options) {
        List<String> words = new ArrayList<>(List.of("validate", "--format=sarif"));
        words.addAll(List.of(options));
        words.addAll(images);
        return TestImages.json(CommandRun.of(words.toArray(String[]::new)).out());
    }

    /** All shipped images of a folder. */
    private List<String> files(String set) throws IOException {
        List<String> files = new ArrayList<>();
        for (String name : TestImages.in(set)) {
            files.add(TestImages.file(folder, name));
        }
        return files;
    }

    @Test
    void everyLogFollowsTheSchema() throws IOException {
        JsonSchema schema = schema();
        Set<String> rules = new HashSet<>();
        for (String set : List.of("good", "bad")) {
            JsonNode log = log(files(set));
            assertEquals(List.of(), List.copyOf(schema.validate(log)));
            log.at("/runs/0/results").forEach(result -> rules.add(result.get("ruleId").asText()));
        }
        JsonNode mixed = log(List.of(ARCHIVE, NESTED, "/no/such file [x] {0}", "-",
                TestImages.file(folder, "good/web-after.ckpt")), "--policy", POLICY);
        assertEquals(List.of(), List.copyOf(schema.validate(mixed)));
        assertTrue(rules.size() > 30, rules.toString());
    }

    @Test
    void theSchemaRefuses() throws IOException {
        String log = log(List.of(ARCHIVE)).toString();
        for (String edit : List.of("\"ruleIndex\"|\"ruleNumber\"", "\"level\":\"error\"|\"level\":\"bad\"")) {
            String[] parts = edit.split("\\|");
            String edited = log.replace(parts[0], parts[1]);
            assertFalse(edited.equals(log), edit);
            assertFalse(schema().validate(TestImages.json(edited)).isEmpty(), edit);
        }
    }

    @Test
    void resultsReferToRules() throws IOException {
        JsonNode run = log(files("bad")).at("/runs/0");
        JsonNode rules = run.at("/tool/driver/rules");
        assertEquals(Rule.values().length, rules.size());
        for (JsonNode rule : rules) {
            assertTrue(rule.at("/fullDescription/text").asText().length() > 40, rule.toString());
            assertTrue(rule.at("/help/text").asText().contains("**Fix.**"), rule.toString());
            assertTrue(rule.get("name").asText().matches("[A-Z0-9][A-Za-z0-9]+"), rule.toString());
        }
        for (JsonNode result : run.get("results")) {
            assertEquals(result.get("ruleId"), rules.get(result.get("ruleIndex").asInt()).get("id"));
        }
        assertEquals(1, run.at("/invocations/0/exitCode").asInt() % 3);
    }

    @Test
    void places() {
        JsonNode log = log(List.of(ARCHIVE), "--policy", POLICY);
        List<JsonNode> results = new ArrayList<>();
        log.at("/runs/0/results").forEach(results::add);
        results.removeIf(result -> !result.get("ruleId").asText().equals("CKC011"));
        JsonNode place = results.get(0).at("/locations/0");
        assertEquals(ARCHIVE, place.at("/physicalLocation/artifactLocation/uri").asText());
        assertEquals("checkpoint/core-1.img/cred:11.groups",
                place.at("/logicalLocations/0/fullyQualifiedName").asText());
        assertEquals("note", results.get(0).at("/level").asText());
    }

    @Test
    void waiversAreSuppressions() throws IOException {
        JsonNode results = log(List.of(TestImages.file(folder, "good/web-after.ckpt")), "--policy", POLICY)
                .at("/runs/0/results");
        Set<String> seen = new HashSet<>();
        results.forEach(result -> result.get("suppressions").forEach(suppression -> seen.add(
                result.get("ruleId").asText() + " " + suppression.get("status").asText() + " "
                + suppression.get("justification").asText())));
        assertEquals(Set.of("CKC023 accepted it is init", "CKC024 rejected was fine once"), seen);
    }

    /** The same findings in an image with other objrefs and offsets have the same fingerprints. */
    @Test
    void fingerprintsOutliveACheckpoint() throws IOException {
        String first = TestImages.file(folder, "good/web-after.ckpt");
        String second = folder.resolve("other.ckpt").toString();
        assertEquals(0, CommandRun.of("convert", "--version=v23-rc2", first, second).status());
        List<String> before = fingerprints(first);
        assertEquals(before, fingerprints(first));
        assertEquals(before, fingerprints(second));
        assertEquals(before.size(), new HashSet<>(before).size());
        assertTrue(before.size() >= 3, before.toString());
    }

    private static List<String> fingerprints(String image) {
        List<String> found = new ArrayList<>();
        log(List.of(image), "--policy", POLICY).at("/runs/0/results").forEach(result ->
                found.add(result.at("/partialFingerprints").get("ckptImageFinding/v1").asText()));
        return found;
    }

    @Test
    void uris() {
        assertEquals("file:///a%20b/%C3%BC%25%5B.ckpt", FileUri.of("/a b/\u00fc%[.ckpt"));
        assertEquals("c%3Ax.ckpt", FileUri.of("c:x.ckpt"));
    }
}
