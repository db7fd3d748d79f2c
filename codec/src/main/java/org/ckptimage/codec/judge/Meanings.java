// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;

/** Numbers creds by what they mean: equal ones have one number, whatever objects they are made of. */
final class Meanings {
    private final Map<Meaning, Integer> numbers = new HashMap<>();
    private final Map<Integer, Optional<GroupList>> sets = new HashMap<>();

    /** What makes two creds one identity. */
    private record Meaning(Cred.Ids users, Cred.Ids groups, Cred.Caps caps, Optional<GroupList> groupSet,
            int userNs, int secRef, Optional<Cred.Ext> ext) {}

    int of(Subject who) {
        Cred cred = who.cred();
        Optional<GroupList> set = sets.computeIfAbsent(cred.groupinfoRef(),
                ref -> who.groups().map(GroupList::asSet));
        Meaning meaning = new Meaning(cred.users(), cred.groups(), cred.caps(), set, who.userNs(),
                Math.max(0, cred.secRef()), cred.ext());
        return numbers.computeIfAbsent(meaning, key -> numbers.size());
    }
}
