// SPDX-License-Identifier: Apache-2.0
/** Records and shared objects out: fields by name, objects at first sight; knows nothing of commands. */
package org.ckptimage.codec.write;
