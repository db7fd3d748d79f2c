// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.criu.model.CriuModel;
import org.ckptimage.codec.criu.model.NativePlan;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ModelBuilder;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanResult;
import org.ckptimage.codec.scan.ScanSettings;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A set of CRIU images written as a stream of Linux-CR records. */
class NativePlanTest {
    static List<String> cases() {
        return CriuCases.names();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void theStreamIsValid(String name) throws IOException {
        Image set = CriuModel.of(CriuCases.read(CriuCases.files(name), new ArrayList<>()));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageComposer.write(NativePlan.of(set), bytes);
        List<Finding> findings = new ArrayList<>();
        ModelBuilder builder = new ModelBuilder();
        ByteSource source = new ByteSource(new ByteArrayInputStream(bytes.toByteArray()), name);
        ScanResult result = new ImageScanner(source, ScanSettings.standard(), findings::add, builder).scan();
        assertEquals(ScanResult.End.COMPLETE, result.end());
        // one task of a08 has the uid 65534, which means something in its namespace
        assertEquals(List.of(), findings.stream().filter(f -> f.rule() != Rule.CKV002)
                .map(Finding::text).toList());
        Image image = builder.image();
        assertEquals(set.tasks().size(), image.tasks().size());
        assertEquals(set.creds().size(), image.creds().size());
        assertEquals(set.userNamespaces().size(), image.userNamespaces().size());
    }
}
