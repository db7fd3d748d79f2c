// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Optional;

/**
 * What a cred gained after 2012 ({@code ckpt_ext_cred}; SPEC.md, extension range).
 *
 * @param noNewPrivs empty if the image says that it is unknown
 * @param ambient ambient set, bit n for capability n
 */
public record CredExtension(Optional<Boolean> noNewPrivs, long ambient) {}
