// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.record;

import java.util.Optional;
import org.ckptimage.formats.RecordType;

/**
 * One record of an image, as a value. The record header is not part of it: {@code type} and {@code len}
 * follow from the kind of record, the version written, and {@link #slack}.
 *
 * <p>The records that fill an image (task, cred and what they refer to) have a Java record of their own with
 * one component for each field of the struct, in every version: a field that a version lacks is 0 after
 * reading and left out in writing. All others are a {@link StructRecord}, a {@link PayloadRecord} or an
 * {@link UnknownRecord}.
 */
public sealed interface Record
        permits Cred, Groupinfo, Objref, PayloadRecord, StructRecord, Task, TaskCreds,
                UnknownRecord, User, UserNs {

    /** What kind of record it is; empty if the version does not know its number. */
    Optional<RecordType> type();

    /** Bytes of the record that no field holds. */
    Slack slack();
}
