// SPDX-License-Identifier: Apache-2.0
/** RULES.md as a book to look rules up in. */
package org.ckptimage.tools.rules;
