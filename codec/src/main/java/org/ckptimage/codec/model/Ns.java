// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

/**
 * A set of namespaces ({@code ckpt_hdr_ns}; SPEC.md, namespaces and IPC). References are 0 for none saved.
 *
 * @param objref its id
 * @param offset of its NS record
 * @param utsRef its UTS_NS
 * @param ipcRef its IPC_NS
 * @param netRef its NET_NS
 */
public record Ns(int objref, long offset, int utsRef, int ipcRef, int netRef) {}
