// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.json.Pages;
import org.ckptimage.codec.scan.ScanSettings;

/** Chooses the steps of a conversion. */
public final class ConvertSteps {
    private final ConvertPlan plan;
    private final ScanSettings settings;
    private final FindingSink findings;

    /**
     * @param findings takes what is wrong with an image that comes out of a document or another version
     */
    public ConvertSteps(ConvertPlan plan, ScanSettings settings, FindingSink findings) {
        this.plan = plan;
        this.settings = settings;
        this.findings = findings;
    }

    /**
     * The steps from an input to a result.
     *
     * @param form notation of the result; empty for an image
     * @param names of input and output
     */
    public Step of(InputKind kind, Optional<TextForm> form, FileNames names) {
        ReadLimits limits = settings.limits();
        List<Step> steps = new ArrayList<>();
        if (kind != InputKind.IMAGE) {
            TextForm from = kind == InputKind.YAML ? TextForm.YAML : TextForm.JSON;
            steps.add(new FromDocument(from, limits,
                    plan.pages() == Pages.REFERENCE ? Optional.of(names.references()) : Optional.empty()));
        }
        boolean made = !steps.isEmpty();
        if (form.isPresent()) {
            steps.add(new ToDocument(form.get(), plan.pages(), limits, names.reference()));
        } else if (made) {
            steps.add(new CheckImage(settings, findings));
        } else {
            steps.add(new CopyImage(limits));
        }
        return steps.size() == 1 ? steps.get(0) : new Pipeline(steps, names.out());
    }
}
