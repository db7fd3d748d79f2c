// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.convert;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.ImageName;
import org.ckptimage.codec.criu.crit.CritDecoder;
import org.ckptimage.codec.criu.crit.CritEncoder;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteSource;
import org.ckptimage.codec.json.Pages;
import org.ckptimage.tools.convert.ConvertPlan.Sharing;
import org.ckptimage.tools.convert.ConvertPlan.Target;

/** Conversions between one CRIU image and the JSON of crit. */
public final class CritSteps {
    private CritSteps() {}

    /**
     * What of a plan does not go with such a conversion, in words; empty if all does.
     *
     * @param out name of the output
     */
    public static Optional<String> misfit(InputKind kind, ConvertPlan plan, String out) {
        String option = plan.version().isPresent() ? "--version" : plan.order().isPresent() ? "--arch-order"
                : plan.sharing() == Sharing.MERGE_EQUAL ? "--dedup"
                : plan.pages() == Pages.REFERENCE ? "--pages=ref" : "";
        String what = kind == InputKind.CRIU_IMAGE ? "one CRIU image" : "the JSON of one CRIU image";
        if (!option.isEmpty()) {
            return Optional.of("is " + what + ", with which " + option + " does not go");
        }
        Target only = kind == InputKind.CRIU_IMAGE ? Target.JSON : Target.CKPT;
        if (plan.target().orElseGet(() -> Target.ofName(out, only)) == only) {
            return Optional.empty();
        }
        return Optional.of("is " + what + ", which becomes "
                + (only == Target.JSON ? "JSON and nothing else; --to=json if the name of OUT does not say it"
                : "an image again and nothing else; --to=ckpt if the name of OUT says something else"));
    }

    /** The notation of the result; empty for an image. */
    public static Optional<TextForm> form(InputKind kind) {
        return kind == InputKind.CRIU_IMAGE ? Optional.of(TextForm.JSON) : Optional.empty();
    }

    /** The steps; findings about an image that was made go to {@code findings}. */
    static Step of(InputKind kind, FileNames names, FindingSink findings) {
        if (kind == InputKind.CRIT) {
            return new Pipeline(List.of((in, out) -> {
                try (ByteSource source = in.open()) {
                    CritEncoder.encode(source.stream(), source.name(), out);
                }
            }, new CheckCriuImage(findings)), names.out());
        }
        return (in, out) -> {
            try (ByteSource source = in.open()) {
                // told by its content: the name does not matter
                CritDecoder.decode(source, "", CriuLimits.wide(), out);
                out.write('\n');
            }
        };
    }

    /** What may help with an input that is no image; empty if nothing does. */
    public static Optional<String> hint(Finding finding, String in) {
        boolean raw = finding.rule() == Rule.CKS001 && !in.equals("-") && ImageName.of(
                String.valueOf(Path.of(in).getFileName())).map(ImageName::raw).orElse(false);
        return raw ? Optional.of("by its name it is a raw file of a CRIU set, such as memory, which has no "
                + "magic number and no text form") : Optional.empty();
    }
}
