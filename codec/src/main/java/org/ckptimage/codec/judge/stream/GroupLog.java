// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.graph.LongIntMap;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Groupinfo;

/** The lists of groups of a stream, each once. A million ids are remembered, and no more. */
final class GroupLog {
    private static final int MOST_IDS = 1 << 20;
    private static final int MOST_LISTS = 1 << 12;
    private static final int MOST = 1 << 17;
    private static final int OBJREF = 16;

    private final LongIntMap byObjref = new LongIntMap();
    private final LongIntMap byHash = new LongIntMap();
    private final List<GroupList> lists = new ArrayList<>();
    /** By number of a list, the first object that has it. */
    private final List<Integer> firsts = new ArrayList<>();
    private int ids;
    private int firstObjref;
    private long firstOffset;
    private int repeats;
    private long spare;

    /** @param bytes of its record */
    void add(Groupinfo groupinfo, long bytes) {
        if (groupinfo.objref() <= 0 || byObjref.size() == MOST || byObjref.get(groupinfo.objref(), -1) >= 0) {
            return;
        }
        GroupList groups = groupinfo.groups();
        int known = byHash.get(groups.hashCode(), -1);
        if (known >= 0 && lists.get(known).equals(groups)) {
            byObjref.put(groupinfo.objref(), known);
            firstObjref = repeats == 0 ? groupinfo.objref() : firstObjref;
            firstOffset = repeats++ == 0 ? groupinfo.offset() : firstOffset;
            spare += bytes + OBJREF;
        } else if (known < 0 && lists.size() < MOST_LISTS && ids + groups.size() <= MOST_IDS) {
            byHash.put(groups.hashCode(), lists.size());
            byObjref.put(groupinfo.objref(), lists.size());
            lists.add(groups);
            firsts.add(groupinfo.objref());
            ids += groups.size();
        }
    }

    /** The first object with the same groups. */
    int first(int objref) {
        int list = byObjref.get(objref, -1);
        return list < 0 ? objref : firsts.get(list);
    }

    /** The groups of these creds, as far as they are remembered. */
    List<Groupinfo> of(List<Cred> creds) {
        List<Groupinfo> found = new ArrayList<>();
        Set<Integer> seen = new HashSet<>();
        for (Cred cred : creds) {
            int list = byObjref.get(cred.groupinfoRef(), -1);
            if (list >= 0 && seen.add(cred.groupinfoRef())) {
                found.add(new Groupinfo(cred.groupinfoRef(), 0, lists.get(list).size(), lists.get(list)));
            }
        }
        return found;
    }

    /** The lists that are equal to one before them. */
    Optional<CredLog.Repeat> repeat() {
        return repeats == 0 ? Optional.empty()
                : Optional.of(new CredLog.Repeat(firstObjref, firstOffset, repeats, spare));
    }
}
