// SPDX-License-Identifier: Apache-2.0
/** Reads the recipes that the test images are made from; see the README of the test images. */
package org.ckptimage.codec.recipe;
