// SPDX-License-Identifier: Apache-2.0
/** Expressions that choose among the tasks of an image; the only package that knows the library for them. */
package org.ckptimage.tools.select;
