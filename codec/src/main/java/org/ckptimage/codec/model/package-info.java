// SPDX-License-Identifier: Apache-2.0
/** What an image says of its tasks and credentials, as immutable values; knows nothing of screens. */
package org.ckptimage.codec.model;
