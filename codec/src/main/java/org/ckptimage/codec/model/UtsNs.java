// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Objects;

/**
 * A UTS namespace ({@code ckpt_hdr_utsns}; SPEC.md, namespaces and IPC). Texts are as {@link Task#comm}.
 *
 * @param objref its id
 * @param offset of its UTS_NS record
 * @param nodename name of the host
 * @param domainname its NIS domain
 */
public record UtsNs(int objref, long offset, String nodename, String domainname) {
    public UtsNs {
        Objects.requireNonNull(nodename);
        Objects.requireNonNull(domainname);
    }
}
