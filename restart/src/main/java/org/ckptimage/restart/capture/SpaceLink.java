// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.capture;

/**
 * A user namespace and the one above it.
 *
 * @param inode of the namespace
 * @param parent inode of the one above
 * @param owner uid of its creator as the caller sees it
 */
record SpaceLink(long inode, long parent, long owner) {}
