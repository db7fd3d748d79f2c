// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/** Every benchmark runs, and every kind of big image is valid. Says nothing about time. */
class SmokeTest {
    /** Methods, those of GROUPINFO for two sizes. */
    private static final int BENCHMARKS = 48;

    @Test
    void everyBenchmarkRuns() throws RunnerException {
        Collection<RunResult> results = new Runner(new OptionsBuilder().forks(0).warmupIterations(0)
                .measurementIterations(1).measurementTime(TimeValue.milliseconds(1)).shouldFailOnError(true)
                .param("tasks", "20").param("objects", "1000").verbosity(VerboseMode.SILENT).build()).run();
        assertEquals(BENCHMARKS, results.size(), () -> "benchmarks with their parameters: " + results.size());
    }

    @ParameterizedTest
    @EnumSource(BigImages.Kind.class)
    void everyKindOfImageIsValidAndReproducible(BigImages.Kind kind) throws IOException {
        ByteArrayOutputStream image = new ByteArrayOutputStream();
        ByteArrayOutputStream again = new ByteArrayOutputStream();
        long bytes = BigImages.write(kind, 9, 1, image);
        BigImages.write(kind, 9, 1, again);
        assertEquals(image.size(), bytes);
        assertTrue(Arrays.equals(image.toByteArray(), again.toByteArray()));
        List<String> findings = new ArrayList<>();
        ScanResult result = new ImageScanner(
                new ByteSource(new ByteArrayInputStream(image.toByteArray()), kind.name()),
                ScanSettings.standard(), f -> findings.add(f.text()), view -> { }).scan();
        assertEquals(List.of(), findings);
        assertEquals(ScanResult.End.COMPLETE, result.end());
    }
}
