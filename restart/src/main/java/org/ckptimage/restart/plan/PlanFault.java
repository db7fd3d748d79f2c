// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.plan;

import java.util.Objects;

/**
 * Why a plan is refused.
 *
 * @param recordType {@code task}, {@code cred}, {@code groupinfo}, {@code user_ns} or {@code plan}
 * @param position of the value among its kind
 * @param objref of its object in the image; 0 for none
 * @param field kernel name of the field
 * @param message one sentence
 */
public record PlanFault(String recordType, int position, int objref, String field, String message) {
    public PlanFault {
        Objects.requireNonNull(recordType);
        Objects.requireNonNull(field);
        Objects.requireNonNull(message);
    }

    /** Such as {@code cred:17 .uid: 0xffffffff is no user id}. */
    public String text() {
        String place = objref != 0 ? recordType + ":" + objref : recordType + " " + position;
        return place + " ." + field + ": " + message;
    }
}
