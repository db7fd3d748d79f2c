// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.model.IdMap;

/**
 * What the runtime was told to run: the part of spec.dump (an OCI runtime spec) that is about credentials.
 * Ids are those inside the container.
 *
 * @param uid {@code process.user.uid}
 * @param gid {@code process.user.gid}
 * @param additionalGids {@code process.user.additionalGids}
 * @param caps {@code process.capabilities}; empty if there are none given
 * @param noNewPrivileges {@code process.noNewPrivileges}: 1 for true, 0 for false or nothing
 * @param apparmorProfile {@code process.apparmorProfile}; empty if there is none
 * @param selinuxLabel {@code process.selinuxLabel}; empty if there is none
 * @param uids {@code linux.uidMappings}
 * @param gids {@code linux.gidMappings}
 * @param manager annotation {@code io.container.manager}: which engine; empty if there is none
 * @param binds paths of the host that are mounted into the container
 * @param annotations those that say which container this is, and those that ask for devices
 * @param hostname name of the container; empty if there is none
 */
public record OciSpec(OptionalLong uid, OptionalLong gid, List<Long> additionalGids,
        Optional<CriuCred.CapSets> caps, long noNewPrivileges, String apparmorProfile, String selinuxLabel,
        IdMap uids, IdMap gids, String manager, List<Bind> binds, Map<String, String> annotations,
        String hostname) {
    public OciSpec {
        Objects.requireNonNull(uid);
        Objects.requireNonNull(gid);
        additionalGids = List.copyOf(additionalGids);
        Objects.requireNonNull(caps);
        Objects.requireNonNull(apparmorProfile);
        Objects.requireNonNull(selinuxLabel);
        Objects.requireNonNull(uids);
        Objects.requireNonNull(gids);
        Objects.requireNonNull(manager);
        binds = List.copyOf(binds);
        annotations = Map.copyOf(annotations);
        Objects.requireNonNull(hostname);
    }

    /**
     * A mount of a path of the host.
     *
     * @param source path on the host
     * @param destination path in the container
     */
    public record Bind(String source, String destination) {
        public Bind {
            Objects.requireNonNull(source);
            Objects.requireNonNull(destination);
        }
    }
}
