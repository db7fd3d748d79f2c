// SPDX-License-Identifier: Apache-2.0
/** What a user asks of images beyond the rules: weights, waivers, allowed powers; knows no output. */
package org.ckptimage.tools.policy;
