// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.json.Pages;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.convert.ConvertPlan.Sharing;

/** Chooses the steps of a conversion. */
public final class ConvertSteps {
    private final ConvertPlan plan;
    private final ScanSettings settings;
    private final Talk talk;

    public ConvertSteps(ConvertPlan plan, ScanSettings settings, Talk talk) {
        this.plan = plan;
        this.settings = settings;
        this.talk = talk;
    }

    /**
     * The steps from an input to a result.
     *
     * @param form notation of the result; empty for an image
     * @param names of input and output
     */
    public Step of(InputKind kind, Optional<TextForm> form, FileNames names) {
        if (kind.crit()) {
            return CritSteps.of(kind, names, talk);
        }
        List<Step> steps = new ArrayList<>();
        if (kind != InputKind.IMAGE) {
            TextForm from = kind == InputKind.YAML ? TextForm.YAML : TextForm.JSON;
            steps.add(new FromDocument(from, settings.limits(),
                    plan.pages() == Pages.REFERENCE ? Optional.of(names.references()) : Optional.empty()));
        }
        return after(steps, form, names);
    }

    /** The steps from a set of CRIU images, which was read, to a result. */
    public Step of(Image set, Optional<TextForm> form, FileNames names) {
        List<Step> steps = new ArrayList<>();
        steps.add(new FromCriu(set, names.in(), talk::lost));
        return after(steps, form, names);
    }

    private Step after(List<Step> steps, Optional<TextForm> form, FileNames names) {
        ReadLimits limits = settings.limits();
        if (plan.version().isPresent() || plan.order().isPresent()) {
            steps.add(new ConvertVersion(plan, settings, talk::lost));
        }
        if (plan.sharing() == Sharing.MERGE_EQUAL) {
            steps.add(new MergeEqual(settings, talk::merged));
        }
        boolean made = !steps.isEmpty();
        if (form.isPresent()) {
            steps.add(new ToDocument(form.get(), plan.pages(), limits, names.reference()));
        } else if (made) {
            steps.add(new CheckImage(settings, talk));
        } else {
            steps.add(new CopyImage(limits));
        }
        return steps.size() == 1 ? steps.get(0) : new Pipeline(steps, names.out());
    }
}
