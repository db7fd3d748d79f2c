// SPDX-License-Identifier: Apache-2.0
/** Opens the inputs named on the command line, and judges one. */
package org.ckptimage.tools.input;
