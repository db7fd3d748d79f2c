// SPDX-License-Identifier: Apache-2.0
/** What a conversion knows of its source: one pass that surveys it, and ways through it; writes nothing. */
package org.ckptimage.codec.migrate.source;
