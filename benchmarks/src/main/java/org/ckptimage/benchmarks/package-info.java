// SPDX-License-Identifier: Apache-2.0
/** JMH benchmarks of the codec, and a generator of big images to run the tools on. */
package org.ckptimage.benchmarks;
