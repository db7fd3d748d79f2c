// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.planner;

import java.util.List;

/**
 * What all parts of a planning share.
 *
 * @param caller who restarts
 * @param options what the image leaves open
 * @param remarks takes what is refused or not as it was
 */
record PlanContext(Caller caller, RestartOptions options, List<Remark> remarks) {
    void refuse(String recordType, long id, String field, String errorAndMessage) {
        int colon = errorAndMessage.indexOf(": ");
        remarks.add(Remark.refused(recordType, id, field, errorAndMessage.substring(0, colon),
                errorAndMessage.substring(colon + 2)));
    }

    void warn(String recordType, long id, String field, String message) {
        remarks.add(Remark.warning(recordType, id, field, message));
    }
}
