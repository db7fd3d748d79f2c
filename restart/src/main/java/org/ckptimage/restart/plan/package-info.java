// SPDX-License-Identifier: Apache-2.0
/** A restart as a flat list of values, and its bytes; knows no image and starts nothing. */
package org.ckptimage.restart.plan;
