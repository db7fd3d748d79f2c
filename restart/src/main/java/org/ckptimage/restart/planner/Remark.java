// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.Objects;

/**
 * Something about an image that a restart will not do, or not as the image has it.
 *
 * @param weight whether it can go on
 * @param recordType {@code task}, {@code cred}, {@code groupinfo}, {@code user_ns}, {@code ipc_ns}, {@code
 *     ipc_shm}, {@code ipc_msg}, {@code ipc_sem}, {@code file} or {@code image}
 * @param id objref of the object, pid of a task, id of an IPC object, or 0
 * @param field kernel name of the field
 * @param error name of the error that a kernel would give; empty for a warning
 * @param message one sentence
 */
public record Remark(Weight weight, String recordType, long id, String field, String error, String message) {
    public Remark {
        Objects.requireNonNull(weight);
        Objects.requireNonNull(recordType);
        Objects.requireNonNull(field);
        Objects.requireNonNull(error);
        Objects.requireNonNull(message);
    }

    /** How much a remark counts. */
    public enum Weight {
        /** The image is not restarted. */
        REFUSED,
        /** It is, but not all of it is as it was. */
        WARNING
    }

    /** Why the image is not restarted. */
    public static Remark refused(String recordType, long id, String field, String error, String message) {
        return new Remark(Weight.REFUSED, recordType, id, field, error, message);
    }

    /** What will not be as it was. */
    public static Remark warning(String recordType, long id, String field, String message) {
        return new Remark(Weight.WARNING, recordType, id, field, "", message);
    }

    /** Such as {@code cred:17 .cap_b: narrowed to that of the caller}. */
    public String text() {
        String place = id == 0 ? recordType
                : recordType.equals("task") ? "task " + id : recordType + ":" + id;
        return place + (field.isEmpty() ? "" : " ." + field) + ": " + message
                + (error.isEmpty() ? "" : " (" + error + ")");
    }
}
