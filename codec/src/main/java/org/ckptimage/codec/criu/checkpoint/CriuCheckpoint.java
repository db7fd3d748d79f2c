// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A set of CRIU images, with the container around it if it comes from one. Immutable.
 *
 * @param name what the set is called in findings
 * @param inventory what holds for the whole set; empty if inventory.img is missing or damaged
 * @param processes in the order of pstree.img
 * @param userNamespaces user namespaces below that of the process that dumped
 * @param hosts UTS namespaces below that of the process that dumped
 * @param arch the machine, as the kernel names it; empty if it is not known
 * @param counts number of image files of each kind, by the first part of their names
 * @param spec what the runtime was told; empty if there is no spec.dump
 * @param config what the engine says; empty if there is no config.dump
 * @param criuVersion of the CRIU that dumped, such as {@code 4.2}; empty if dump.log does not tell
 * @param signatures names of files beside it that may be signatures
 */
public record CriuCheckpoint(String name, Optional<Inventory> inventory, List<CriuProcess> processes,
        List<UserNamespace> userNamespaces, List<HostNames> hosts, String arch, Map<String, Long> counts,
        Optional<OciSpec> spec, Optional<ContainerConfig> config, String criuVersion,
        List<String> signatures) {
    public CriuCheckpoint {
        Objects.requireNonNull(name);
        Objects.requireNonNull(inventory);
        processes = List.copyOf(processes);
        userNamespaces = List.copyOf(userNamespaces);
        hosts = List.copyOf(hosts);
        Objects.requireNonNull(arch);
        counts = Collections.unmodifiableMap(new TreeMap<>(counts));
        Objects.requireNonNull(spec);
        Objects.requireNonNull(config);
        Objects.requireNonNull(criuVersion);
        signatures = List.copyOf(signatures);
    }

    /**
     * The user namespace of a process.
     *
     * @return empty if it is in that of the process that dumped, where ids inside and outside are the same
     */
    public Optional<UserNamespace> userNamespace(CriuProcess process) {
        int id = process.objects().map(KobjIds::namespaces).map(KobjIds.Namespaces::user).orElse(0);
        return userNamespaces.stream().filter(space -> space.id() == id).findFirst();
    }
}
