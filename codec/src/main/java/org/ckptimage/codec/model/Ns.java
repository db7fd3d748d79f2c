// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

/**
 * The namespaces of a task other than its user namespace ({@code ckpt_hdr_ns}; SPEC.md, namespaces).
 *
 * @param objref its id
 * @param offset of its NS record
 * @param utsRef UTS_NS; 0 for none
 * @param ipcRef IPC_NS; 0 for none
 * @param netRef NET_NS; 0 for none
 */
public record Ns(int objref, long offset, int utsRef, int ipcRef, int netRef) {}
