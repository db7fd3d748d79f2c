// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

/** What the credentials series of May 2009 fixed and later versions dropped. */
final class SeedCred {
    /** Value of the {@code version} field of CRED. */
    static final int VERSION = 1;
    /** Most groups in a GROUPINFO. */
    static final int MAX_GROUPS = 15;

    private SeedCred() {}
}
