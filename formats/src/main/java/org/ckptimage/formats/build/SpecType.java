// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/**
 * One type of a spec.
 *
 * @param params names of its parameters
 * @param struct kernel name that the layouts list it under; empty for a mere part of other types
 * @param since first stamp it is valid for
 * @param until last stamp it is valid for
 * @param abis names of the ABIs that have it; empty for all
 * @param arms members of unions beside the first ones, with their offsets
 */
record SpecType(String id, List<String> params, Optional<String> struct, int since, int until,
        List<String> abis, Optional<String> doc, Optional<String> docRef, List<SpecField> fields,
        List<Arm> arms) {

    /** One further member of a union. */
    record Arm(SpecField field, int offset) {}

    static SpecType of(String id, YamlNode node) {
        List<String> params = node.items("params").stream().map(p -> p.text("id").orElseThrow()).toList();
        List<SpecField> fields = node.items("seq").stream().map(SpecField::of).toList();
        List<Arm> arms = new ArrayList<>();
        for (YamlNode arm : node.items("-union-arms")) {
            arms.add(new Arm(SpecField.of(arm), arm.number("ofs", -1)));
        }
        return new SpecType(id, params, node.text("-struct"), node.number("-since", 0),
                node.number("-until", Integer.MAX_VALUE), node.texts("-abi"), node.text("doc"),
                node.text("doc-ref"), fields, arms);
    }

    boolean in(FormatVersion version, Abi abi) {
        return since <= version.stamp() && version.stamp() <= until
                && (abis.isEmpty() || abis.contains(abi.kernelName()));
    }
}
