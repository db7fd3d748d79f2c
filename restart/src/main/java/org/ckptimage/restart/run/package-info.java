// SPDX-License-Identifier: Apache-2.0
/** Starts the program that carries out a plan and listens to it; knows plans, no images. */
package org.ckptimage.restart.run;
