// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.policy;

/** What is wrong with a policy, and where: {@code policy.yaml:3:5: unknown key 'sevrity'}. */
public final class PolicyProblem extends Exception {
    private static final long serialVersionUID = 1L;

    PolicyProblem(String file, int line, int column, String message) {
        super(file + ":" + Math.max(1, line) + ":" + Math.max(1, column) + ": " + message);
    }
}
