// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.SurefireReportParser;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.tools.CommandRun;
import org.ckptimage.tools.TestImages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports as the parser of surefire reads them. */
final class JunitReportTest {
    private static final String POLICY = "src/test/resources/org/ckptimage/tools/policy.yaml";

    @TempDir
    private Path folder;

    private List<ReportTestSuite> suites(String... words) throws Exception {
        String[] all = new String[words.length + 2];
        all[0] = "validate";
        all[1] = "--format=junit";
        System.arraycopy(words, 0, all, 2, words.length);
        Path reports = Files.createTempDirectory(folder, "reports");
        Files.writeString(reports.resolve("TEST-images.xml"), CommandRun.of(all).out());
        return new SurefireReportParser(List.of(reports.toFile()), new NullConsoleLogger())
                .parseXMLReportFiles();
    }

    private static ReportTestCase test(ReportTestSuite suite, String name) {
        return suite.getTestCases().stream().filter(test -> test.getName().startsWith(name)).findFirst()
                .orElseThrow();
    }

    @Test
    void aSuiteForEachImageAndATestForEachRule() throws Exception {
        String bad = TestImages.file(folder, "bad/ckr002-cred-undefined-groupinfo.ckpt");
        String good = TestImages.file(folder, "good/family.ckpt");
        List<ReportTestSuite> suites = suites(bad, good);
        assertEquals(2, suites.size());
        ReportTestSuite first = suites.stream().filter(suite -> suite.getNumberOfFailures() > 0).findFirst()
                .orElseThrow();
        assertEquals(Rule.values().length + 1, first.getNumberOfTests());
        assertEquals(1, first.getNumberOfFailures());
        assertEquals(0, first.getNumberOfErrors());
        assertTrue(test(first, "CKR002").hasFailure());
        assertEquals("CKR002", test(first, "CKR002").getFailureType());
        assertEquals("objref 77 is not defined before this record (got 77, want GROUPINFO)",
                test(first, "CKR002").getFailureMessage());
        assertTrue(test(first, "CKR005").isSuccessful());
        assertEquals(Rule.values().length + 1, first.getTestCases().size());
    }

    @Test
    void waivedIsSkippedAndWarningsFailWhenAskedTo() throws Exception {
        String bad = TestImages.file(folder, "bad/ckr002-cred-undefined-groupinfo.ckpt");
        ReportTestSuite suite = suites("--policy", POLICY, bad).get(0);
        assertTrue(test(suite, "CKR005").hasSkipped());
        assertEquals(2, suite.getNumberOfSkipped());
        assertTrue(test(suites("--fail-on=warning", bad).get(0), "CKR005").hasFailure());
    }

    @Test
    void whatCannotBeReadIsAnError() throws Exception {
        ReportTestSuite suite = suites("/no/such/image<&>\u001b").get(0);
        assertEquals(1, suite.getNumberOfErrors());
        assertTrue(test(suite, "read to its end").hasError());
    }
}
