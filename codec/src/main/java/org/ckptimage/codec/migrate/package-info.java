// SPDX-License-Identifier: Apache-2.0
/** An image from its version and byte order to another; may know every record, and says what it loses. */
package org.ckptimage.codec.migrate;
