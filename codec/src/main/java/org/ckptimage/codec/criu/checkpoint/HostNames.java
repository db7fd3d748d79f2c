// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.checkpoint;

import java.util.Objects;

/**
 * A UTS namespace: what utsns-N.img says.
 *
 * @param id its number, {@code uts_ns_id} of the processes in it
 * @param nodename name of the host
 * @param domainname its NIS domain
 */
public record HostNames(int id, String nodename, String domainname) {
    public HostNames {
        Objects.requireNonNull(nodename);
        Objects.requireNonNull(domainname);
    }
}
