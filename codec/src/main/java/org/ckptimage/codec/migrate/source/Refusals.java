// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.ScanView;

/** The first reason found why an image cannot be converted. Known before a byte is written. */
final class Refusals {
    private final String file;
    private Finding first;

    Refusals(String file) {
        this.file = file;
    }

    /** Refuses because of a field of the record at hand; the first refusal counts. */
    void refuse(ScanView view, Rule rule, String field, String message) {
        if (first == null) {
            boolean known = view.layout() != null && view.layout().has(field);
            long at = view.frame().offset() + (known ? view.layout().field(field).offset() : 0);
            first = new Finding(rule, new Location(file, at, view.frame().typeName(), view.openObjref(),
                    field), "", "", message);
        }
    }

    Optional<ImageException> first() {
        return Optional.ofNullable(first).map(ImageException::new);
    }
}
