// SPDX-License-Identifier: Apache-2.0
/** Presents plans of restarts, runs them, and reads who is to run them; knows no command line. */
package org.ckptimage.tools.restart;
