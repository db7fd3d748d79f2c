// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.compose;

/**
 * Credentials.
 *
 * @param label null for none
 * @param recent contents of the extension record EXT_CRED; null for no such record
 */
public record CredPlan(IdsPlan uids, IdsPlan gids, GroupsPlan groups, UserPlan user, CapsPlan caps,
        LabelPlan label, Recent recent) {

    /** What the layouts of 2009 to 2012 cannot say. */
    public record Recent(int noNewPrivs, long ambient) {}

    /** Credentials with one uid and one gid throughout, no label and no extension. */
    public static CredPlan of(UserPlan user, int gid, GroupsPlan groups, CapsPlan caps) {
        return new CredPlan(IdsPlan.all(user.uid()), IdsPlan.all(gid), groups, user, caps, null, null);
    }

    /** Those of root with full capabilities and no groups. */
    public static CredPlan root(UserNsPlan namespace) {
        return of(new UserPlan(0, namespace), 0, new GroupsPlan(), CapsPlan.full());
    }
}
