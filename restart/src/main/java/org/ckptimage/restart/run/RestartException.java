// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.io.IOException;
import java.util.Optional;

/** A restart that did not come about. Nothing of it is left. */
public final class RestartException extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Optional<RestartFailure> failure;

    public RestartException(RestartFailure failure) {
        super(failure.text());
        this.failure = Optional.of(failure);
    }

    public RestartException(String message) {
        super(message);
        this.failure = Optional.empty();
    }

    public RestartException(String message, Throwable cause) {
        super(message, cause);
        this.failure = Optional.empty();
    }

    /** What failed where; empty if the program could not even say so. */
    public Optional<RestartFailure> failure() {
        return failure == null ? Optional.empty() : failure;
    }
}
