// SPDX-License-Identifier: Apache-2.0
/** What the user namespaces of an image are to the host; knows the model, and no output. */
package org.ckptimage.codec.space;
