// SPDX-License-Identifier: Apache-2.0
/**
 * The grammar of a whole image and the checks a restart makes on each record, as a streaming state machine
 * with one file for each kernel subsystem.
 */
package org.ckptimage.codec.scan;
