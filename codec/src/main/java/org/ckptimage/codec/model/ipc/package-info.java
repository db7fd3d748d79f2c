// SPDX-License-Identifier: Apache-2.0
/** SysV IPC objects of an image as values, with as much of their contents as fits a fixed bound. */
package org.ckptimage.codec.model.ipc;
