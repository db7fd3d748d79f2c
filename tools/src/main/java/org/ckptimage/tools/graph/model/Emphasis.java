// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.graph.model;

import java.util.ArrayList;
import java.util.List;
import org.ckptimage.codec.model.Cred;

/** Why a node stands out. */
public enum Emphasis {
    /** It acts with capabilities. */
    EFFECTIVE_CAPS("effective capabilities", "caps"),
    /** One of the four user ids is 0, in whatever user namespace. */
    UID_0("uid 0", "uid 0"),
    /** Something refers to it, but it is not there. */
    MISSING("not in the image", "missing");

    private final String text;
    private final String badge;

    Emphasis(String text, String badge) {
        this.text = text;
        this.badge = badge;
    }

    /** In words. */
    public String text() {
        return text;
    }

    /** In one word, for a picture. */
    public String badge() {
        return badge;
    }

    /** Why those creds stand out. */
    public static List<Emphasis> of(Cred cred) {
        List<Emphasis> reasons = new ArrayList<>();
        if (cred.caps().effective() != 0) {
            reasons.add(EFFECTIVE_CAPS);
        }
        Cred.Ids ids = cred.users();
        if (ids.real() == 0 || ids.effective() == 0 || ids.saved() == 0 || ids.filesystem() == 0) {
            reasons.add(UID_0);
        }
        return reasons;
    }
}
