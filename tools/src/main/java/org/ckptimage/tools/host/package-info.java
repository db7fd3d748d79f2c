// SPDX-License-Identifier: Apache-2.0
/** Profiles of machines as JSON documents, written and read. */
package org.ckptimage.tools.host;
