// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.criu.checkpoint.ContainerConfig;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.criu.checkpoint.OciSpec;
import org.ckptimage.codec.model.IdMap;
import org.ckptimage.codec.model.IdMaps;

/** Reads config.dump and spec.dump. What is not asked for is passed over. */
final class ContainerFiles {
    private static final int MAX_LIST = 65536;
    private static final int MAX_ANNOTATIONS = 256;
    private static final String USER = "process/user/";
    private static final String CONFIG_USER = "spec/process/user/";
    private static final String MOUNT = "mounts[]";
    private static final String ANNOTATION = "annotations/";
    private static final String CAPS = "process/capabilities";
    private static final String MANAGER = "annotations/io.container.manager";

    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Map<String, Long> sets = new HashMap<>();
    private final List<Long> gids = new ArrayList<>();
    private final Map<String, List<long[]>> maps = new HashMap<>();
    private final List<String[]> mounts = new ArrayList<>();
    private final Map<String, String> annotations = new HashMap<>();
    private boolean capsGiven;

    private ContainerFiles() {}

    static ContainerConfig config(CheckpointEntry file) throws IOException {
        ContainerFiles found = new ContainerFiles();
        JsonPaths.read(file, (path, value) -> {
            switch (path) {
                case "id", "name", "rootfsImageName", "rootfsImageRef", "runtime", "checkpointedTime",
                        "restoredTime", "spec/hostname" -> found.text(path, value);
                case CONFIG_USER + "uid", CONFIG_USER + "gid" ->
                        found.numbers.put(path, value.getLongValue());
                default -> { }
            }
        });
        String user = found.numbers.containsKey(CONFIG_USER + "uid")
                ? found.number(CONFIG_USER + "uid").getAsLong() + ":"
                        + found.number(CONFIG_USER + "gid").orElse(0) : "";
        return new ContainerConfig(found.text("id"), found.text("name"), found.text("rootfsImageName"),
                found.text("rootfsImageRef"), found.text("runtime"), found.text("checkpointedTime"),
                found.text("restoredTime"), user, found.text("spec/hostname"));
    }

    static OciSpec spec(CheckpointEntry file) throws IOException {
        ContainerFiles found = new ContainerFiles();
        JsonPaths.read(file, found::specValue);
        return new OciSpec(found.number(USER + "uid"), found.number(USER + "gid"), found.gids, found.caps(),
                found.numbers.getOrDefault("process/noNewPrivileges", 0L),
                found.text("process/apparmorProfile"), found.text("process/selinuxLabel"),
                found.map("linux/uidMappings"), found.map("linux/gidMappings"), found.text(MANAGER),
                found.binds(), found.annotations, found.text("hostname"));
    }

    private void specValue(String path, JsonParser value) throws IOException {
        switch (path) {
            case USER + "uid", USER + "gid" -> numbers.put(path, value.getLongValue());
            case USER + "additionalGids[]" -> {
                if (gids.size() < MAX_LIST) {
                    gids.add(value.getLongValue());
                }
            }
            case "process/noNewPrivileges" -> numbers.put(path, value.getBooleanValue() ? 1L : 0L);
            case "process/apparmorProfile", "process/selinuxLabel", "hostname" -> text(path, value);
            case CAPS -> capsGiven = value.currentToken() == JsonToken.START_OBJECT;
            default -> {
                if (path.startsWith(CAPS + "/") && path.endsWith("[]")) {
                    capability(path.substring(CAPS.length() + 1, path.length() - 2), value);
                } else if (path.startsWith("linux/uidMappings[]") || path.startsWith("linux/gidMappings[]")) {
                    mapping(path.substring(0, "linux/uidMappings".length()),
                            path.substring("linux/uidMappings[]".length()), value);
                } else if (path.startsWith(MOUNT)) {
                    mount(path.substring(MOUNT.length()), value);
                } else if (path.startsWith(ANNOTATION)) {
                    annotation(path.substring(ANNOTATION.length()).replace("~1", "/"), value);
                }
            }
        }
    }

    private void capability(String set, JsonParser value) throws IOException {
        Capability.number(value.getText()).ifPresent(number ->
                sets.merge(set, 1L << number, (a, b) -> a | b));
    }

    private void mapping(String map, String field, JsonParser value) throws IOException {
        List<long[]> extents = maps.computeIfAbsent(map, key -> new ArrayList<>());
        if (field.isEmpty() && value.currentToken() == JsonToken.START_OBJECT && extents.size() < MAX_LIST) {
            extents.add(new long[3]);
        }
        int at = switch (field) {
            case "/containerID" -> 0;
            case "/hostID" -> 1;
            case "/size" -> 2;
            default -> -1;
        };
        if (at >= 0 && !extents.isEmpty()) {
            extents.get(extents.size() - 1)[at] = value.getLongValue();
        }
    }

    private void mount(String field, JsonParser value) throws IOException {
        if (field.isEmpty() && value.currentToken() == JsonToken.START_OBJECT && mounts.size() < MAX_LIST) {
            mounts.add(new String[] {"", "", ""});
        }
        int at = switch (field) {
            case "/type" -> 0;
            case "/source" -> 1;
            case "/destination" -> 2;
            default -> -1;
        };
        if (at >= 0 && !mounts.isEmpty() && value.currentToken() == JsonToken.VALUE_STRING) {
            mounts.get(mounts.size() - 1)[at] = value.getText();
        } else if (field.equals("/options[]") && !mounts.isEmpty()
                && (value.getText().equals("bind") || value.getText().equals("rbind"))) {
            mounts.get(mounts.size() - 1)[0] = "bind";
        }
    }

    private List<OciSpec.Bind> binds() {
        return mounts.stream().filter(mount -> mount[0].equals("bind"))
                .map(mount -> new OciSpec.Bind(mount[1], mount[2])).toList();
    }

    /** Values of others are up to the user, and may be long. */
    private void annotation(String name, JsonParser value) throws IOException {
        boolean wanted = name.startsWith("cdi.k8s.io/") || name.startsWith("io.kubernetes.cri-o.")
                || name.equals("io.container.manager");
        if (wanted && value.currentToken() == JsonToken.VALUE_STRING
                && annotations.size() < MAX_ANNOTATIONS) {
            annotations.put(name, value.getText());
            text(ANNOTATION + name, value);
        }
    }

    private void text(String path, JsonParser value) throws IOException {
        if (value.currentToken() == JsonToken.VALUE_STRING) {
            texts.put(path, value.getText());
        }
    }

    private String text(String path) {
        return texts.getOrDefault(path, "");
    }

    private OptionalLong number(String path) {
        return numbers.containsKey(path) ? OptionalLong.of(numbers.get(path)) : OptionalLong.empty();
    }

    private Optional<CriuCred.CapSets> caps() {
        return capsGiven ? Optional.of(new CriuCred.CapSets(set("inheritable"), set("permitted"),
                set("effective"), set("bounding"), set("ambient"))) : Optional.empty();
    }

    private long set(String name) {
        return sets.getOrDefault(name, 0L);
    }

    private IdMap map(String path) {
        return new IdMap(maps.getOrDefault(path, List.of()).stream()
                .map(extent -> new IdMaps.Extent(extent[0], extent[1], extent[2])).toList());
    }
}
