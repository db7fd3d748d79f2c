// SPDX-License-Identifier: Apache-2.0
/** Turns an image into a plan for a caller, and tells which steps the caller may do; starts nothing. */
package org.ckptimage.restart.planner;
