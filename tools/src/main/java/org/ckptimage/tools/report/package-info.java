// SPDX-License-Identifier: Apache-2.0
/** Judgements in the forms that other programs read: SARIF and JUnit XML. */
package org.ckptimage.tools.report;
