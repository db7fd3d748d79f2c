// SPDX-License-Identifier: Apache-2.0
/** Steps from one form or version of an image to another, each from a file to a stream; knows no options. */
package org.ckptimage.tools.convert;
