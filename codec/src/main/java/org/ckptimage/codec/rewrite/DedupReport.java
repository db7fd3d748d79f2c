// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

/**
 * What {@link Dedup} did to an image.
 *
 * @param creds CRED objects that were dropped in favour of an equal one
 * @param groupinfos GROUPINFO objects that were dropped likewise
 * @param users USER objects that were dropped likewise
 * @param bytesSaved how much shorter the image became
 */
public record DedupReport(int creds, int groupinfos, int users, long bytesSaved) {}
