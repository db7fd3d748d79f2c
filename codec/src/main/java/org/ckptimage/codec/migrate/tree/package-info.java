// SPDX-License-Identifier: Apache-2.0
/** The process tree between pids, nested pids and tags of pid objects; knows of tasks only their numbers. */
package org.ckptimage.codec.migrate.tree;
