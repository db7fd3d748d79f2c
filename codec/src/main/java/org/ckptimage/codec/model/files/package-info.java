// SPDX-License-Identifier: Apache-2.0
/** Tables of open files of an image as values, within a fixed bound; knows no contents of files. */
package org.ckptimage.codec.model.files;
