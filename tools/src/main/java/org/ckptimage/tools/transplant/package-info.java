// SPDX-License-Identifier: Apache-2.0
/** Sets of CRIU images that take the creds of another image, and what is asked of both. */
package org.ckptimage.tools.transplant;
