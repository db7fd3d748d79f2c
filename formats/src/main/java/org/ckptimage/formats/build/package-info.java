// SPDX-License-Identifier: Apache-2.0
/**
 * Compiles the Kaitai specs to the table of {@link org.ckptimage.formats.layout.Layouts} and to the tables of
 * SPEC.md. Runs in the build only and is not shipped.
 */
package org.ckptimage.formats.build;
