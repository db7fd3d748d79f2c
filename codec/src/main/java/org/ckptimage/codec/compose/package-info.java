// SPDX-License-Identifier: Apache-2.0
/** Complete images from a description of tasks, for tests and benchmarks; knows nothing of reading. */
package org.ckptimage.codec.compose;
