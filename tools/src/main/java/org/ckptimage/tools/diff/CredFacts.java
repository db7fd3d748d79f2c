// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.diff;

import java.util.Optional;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;

/**
 * What a cred means, with the objects it refers to.
 *
 * @param users user ids
 * @param groups group ids
 * @param groupList supplementary groups, each once, in ascending order
 * @param caps capability sets and securebits
 * @param ext ambient set and no_new_privs; empty if the image does not say
 * @param user uid of its user; -1 if that is missing
 * @param userNs name of its user namespace; empty if that is missing
 * @param level of that namespace; -1 if unknown
 */
public record CredFacts(Cred.Ids users, Cred.Ids groups, GroupList groupList, Cred.Caps caps,
        Optional<Cred.Ext> ext, long user, String userNs, int level) {}
