// SPDX-License-Identifier: Apache-2.0
/** Shared objects by objref: the only place that knows what "defined before use" means. */
package org.ckptimage.codec.graph;
