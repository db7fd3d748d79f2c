// SPDX-License-Identifier: Apache-2.0
/** Fields of a struct from one layout and byte order to another; knows no records and no image. */
package org.ckptimage.codec.migrate.field;
