// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/** A struct's layout that stays the same from one version to another on some ABIs. */
record LayoutRange(String struct, FormatVersion since, FormatVersion until, Set<Abi> abis, SpecType type,
        Layout layout) {

    private static final Comparator<LayoutRange> ORDER = Comparator.comparing(LayoutRange::struct)
            .thenComparing(LayoutRange::since).thenComparing(r -> r.abis().iterator().next());

    /** A type in the spec where it is found. */
    private record Source(Spec spec, SpecType type) {}

    /** The layouts of all structs in order of struct, version, ABI. */
    static List<LayoutRange> of(List<Spec> specs) {
        TreeMap<String, List<Source>> byStruct = new TreeMap<>();
        for (Spec spec : specs) {
            for (SpecType type : spec.types().values()) {
                type.struct().ifPresent(s ->
                        byStruct.computeIfAbsent(s, k -> new ArrayList<>()).add(new Source(spec, type)));
            }
        }
        List<LayoutRange> ranges = new ArrayList<>();
        byStruct.forEach((struct, sources) -> {
            for (Abi abi : Abi.values()) {
                runs(struct, sources, abi).forEach(run -> addOrJoin(ranges, run));
            }
        });
        ranges.sort(ORDER);
        return ranges;
    }

    /** Gives an equal range one more ABI, or adds the range. */
    private static void addOrJoin(List<LayoutRange> ranges, LayoutRange run) {
        for (LayoutRange range : ranges) {
            if (range.struct.equals(run.struct) && range.since == run.since && range.until == run.until
                    && range.layout.sameAs(run.layout)) {
                range.abis.addAll(run.abis);
                return;
            }
        }
        ranges.add(run);
    }

    private static List<LayoutRange> runs(String struct, List<Source> sources, Abi abi) {
        List<LayoutRange> runs = new ArrayList<>();
        LayoutRange last = null;
        for (FormatVersion version : FormatVersion.values()) {
            Optional<Source> source = only(struct, sources, version, abi);
            if (source.isEmpty()) {
                last = null;
                continue;
            }
            Layout layout = Layout.of(source.get().spec(), source.get().type(), version, abi);
            FormatVersion since = version;
            if (last != null && last.layout.sameAs(layout)) {
                since = last.since;
                runs.remove(last);
            }
            last = new LayoutRange(struct, since, version, EnumSet.of(abi), source.get().type(), layout);
            runs.add(last);
        }
        return runs;
    }

    private static Optional<Source> only(String struct, List<Source> sources, FormatVersion version,
            Abi abi) {
        List<Source> valid = sources.stream().filter(s -> s.type().in(version, abi)).toList();
        if (valid.size() > 1) {
            throw new IllegalArgumentException(struct + " has several types in " + version + " on " + abi);
        }
        return valid.stream().findFirst();
    }

    /** True if every ABI has this layout. */
    boolean everywhere() {
        return abis.size() == Abi.values().length;
    }
}
