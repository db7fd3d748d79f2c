// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.compose.ImageComposer;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.scan.ImageScanner;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.restart.Images;

/** Images of live processes. */
final class Captures {
    private Captures() {}

    /** Captures, writes and reads again; the image has nothing to object to. */
    static Image image(int pid, Capture.Scope scope) throws IOException {
        return image(take(pid, scope));
    }

    static Captured take(int pid, Capture.Scope scope) throws IOException {
        return new Capture(Clock.systemUTC()).take(pid, scope);
    }

    static Image image(Captured captured) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageComposer.write(captured.plan(), bytes);
        List<String> findings = new ArrayList<>();
        try (ByteSource source = new ByteSource(new ByteArrayInputStream(bytes.toByteArray()), "captured")) {
            new ImageScanner(source, ScanSettings.standard(), finding -> findings.add(finding.text()),
                    view -> { })
                    .scan();
        }
        assertEquals(List.of(), findings);
        return Images.read(bytes.toByteArray());
    }

    /** The cred of a task. */
    static Cred cred(Image image, int task) {
        Task of = image.tasks().get(task);
        assertEquals(of.credRef(), of.ecredRef());
        return new ObjectIndex(image).cred(of.credRef().orElseThrow()).orElseThrow();
    }

    /** The groups of a cred. */
    static Groupinfo groups(Image image, Cred cred) {
        return image.groupinfos().stream().filter(info -> info.objref() == cred.groupinfoRef()).findFirst()
                .orElseThrow();
    }
}
