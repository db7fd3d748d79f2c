// SPDX-License-Identifier: Apache-2.0
/** What a machine and its user namespace allow, read from the machine, and what that means for an image. */
package org.ckptimage.restart.host;
