// SPDX-License-Identifier: Apache-2.0
/** Judges streams of records while they are read; keeps of each task and cred no more than rules need. */
package org.ckptimage.codec.judge.stream;
