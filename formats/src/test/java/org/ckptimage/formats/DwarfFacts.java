// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.FieldLayout.Kind;

/** What the debug information of the historic headers says, one compilation for each version and ABI. */
public final class DwarfFacts {
    private static final JsonNode ROOT = load();

    /** One struct: its size and its fields without padding, flattened. */
    public record Struct(int size, List<FieldLayout> fields) {}

    private DwarfFacts() {}

    private static JsonNode load() {
        try (InputStream in = DwarfFacts.class.getResourceAsStream("/linux-cr-layouts.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The entries of the version list. */
    public static List<JsonNode> versions() {
        List<JsonNode> found = new ArrayList<>();
        ROOT.get("versions").forEach(found::add);
        return found;
    }

    /** The versions that the headers document. */
    public static List<FormatVersion> documented() {
        return versions().stream()
                .map(v -> FormatVersion.ofLabel(v.get("label").asText()).orElseThrow()).toList();
    }

    /** Names and numbers of an enum in one version. */
    public static Map<String, Integer> enumOf(String name, FormatVersion version) {
        Map<String, Integer> found = new TreeMap<>();
        of(ROOT.get("enums").get(name), version).ifPresent(e ->
                e.get("values").properties().forEach(v -> found.put(v.getKey(), v.getValue().asInt())));
        return found;
    }

    /** All structs of a version and ABI. */
    public static Map<String, Struct> structs(FormatVersion version, Abi abi) {
        // The 64-bit powerpc header was not compiled; it is the same text.
        String name = abi == Abi.PPC64 ? "ppc32" : abi.kernelName();
        Map<String, Struct> found = new TreeMap<>();
        ROOT.get("structs").properties().forEach(s -> of(s.getValue(), version).ifPresent(v ->
                found.put(s.getKey(), struct(onAbi(v, version, name), version))));
        ROOT.get("arch_structs").path(name).properties().forEach(s -> of(s.getValue(), version).ifPresent(v ->
                found.put(s.getKey(), struct(v, version))));
        return found;
    }

    /** Names of fields that are not in the byte order of the image but always big-endian. */
    public static Set<String> networkOrder() {
        Set<String> found = new TreeSet<>(Set.of("sin_port", "s_addr"));
        ROOT.findParents("endian").forEach(f -> found.add(f.get("name").asText()));
        return found;
    }

    private static Optional<JsonNode> of(JsonNode variants, FormatVersion version) {
        for (JsonNode variant : variants) {
            for (JsonNode label : variant.get("versions")) {
                if (label.asText().equals(version.label())) {
                    return Optional.of(variant);
                }
            }
        }
        return Optional.empty();
    }

    private static JsonNode onAbi(JsonNode variant, FormatVersion version, String abi) {
        return of(variant.path("abi_differences").path(abi), version).orElse(variant);
    }

    private static Struct struct(JsonNode variant, FormatVersion version) {
        List<FieldLayout> fields = new ArrayList<>();
        flatten(variant.get("fields"), version, 0, "", fields);
        fields.sort(Comparator.comparingInt(FieldLayout::offset));
        return new Struct(variant.get("size").asInt(), fields);
    }

    private static void flatten(JsonNode members, FormatVersion version, int start, String prefix,
            List<FieldLayout> into) {
        for (JsonNode member : members) {
            int offset = start + member.get("offset").asInt();
            String name = prefix + member.get("name").asText();
            if (member.has("count")) {
                into.add(new FieldLayout(name, offset, member.get("elem_size").asInt(), kind(member),
                        member.get("count").asInt()));
            } else if (member.get("kind").asText().equals("int")) {
                into.add(new FieldLayout(name, offset, member.get("size").asInt(), kind(member), 1));
            } else {
                JsonNode nested = member.has("fields") ? member
                        : of(ROOT.get("structs").get(member.get("struct").asText()), version).orElseThrow();
                flatten(nested.get("fields"), version, offset, name.isEmpty() ? "" : name + ".", into);
            }
        }
    }

    private static Kind kind(JsonNode member) {
        return switch (member.get("kind").asText()) {
            case "struct" -> Kind.BYTES;
            // The floating point registers of s390x: the member that is an integer stands for all.
            case "union" -> Kind.UNSIGNED;
            default -> member.get("signed").asBoolean() ? Kind.SIGNED : Kind.UNSIGNED;
        };
    }
}
