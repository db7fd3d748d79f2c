// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

/**
 * One difference between two streams of records.
 *
 * @param first offset in the first image
 * @param second offset in the second image
 * @param type of the record, in the first image if both have it
 * @param field what differs: a field, {@code len}, {@code payload}, {@code record} if only one image has the
 *     record, or {@code type} where the streams part for good
 * @param from value in the first image
 * @param to value in the second image
 */
public record RawDifference(long first, long second, String type, String field, String from, String to) {}
