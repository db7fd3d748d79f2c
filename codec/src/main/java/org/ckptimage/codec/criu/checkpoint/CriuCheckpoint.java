// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * A set of CRIU images, with the container around it if it comes from one. Immutable.
 *
 * @param name what the set is called in findings
 * @param inventory what holds for the whole set; empty if inventory.img is missing or damaged
 * @param processes in the order of pstree.img
 * @param userNamespaces user namespaces below that of the process that dumped
 * @param spec what the runtime was told; empty if there is no spec.dump
 * @param config what the engine says; empty if there is no config.dump
 */
public record CriuCheckpoint(String name, Optional<Inventory> inventory, List<CriuProcess> processes,
        List<UserNamespace> userNamespaces, Optional<OciSpec> spec, Optional<ContainerConfig> config) {
    public CriuCheckpoint {
        Objects.requireNonNull(name);
        Objects.requireNonNull(inventory);
        processes = List.copyOf(processes);
        userNamespaces = List.copyOf(userNamespaces);
        Objects.requireNonNull(spec);
        Objects.requireNonNull(config);
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
