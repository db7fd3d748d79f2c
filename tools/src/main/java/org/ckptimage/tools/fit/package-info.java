// SPDX-License-Identifier: Apache-2.0
/** Judges whether an image fits a machine and a caller: what a restart there plans, as findings. */
package org.ckptimage.tools.fit;
