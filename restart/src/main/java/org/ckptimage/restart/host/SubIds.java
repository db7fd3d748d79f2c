// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.host;

import java.util.ArrayList;
import java.util.List;

/** The lines of subuid(5) and subgid(5) that name one user, by number or by a name of passwd(5). */
final class SubIds {
    private static final int PASSWD_UID = 2;
    private static final int FIELDS = 3;

    private final List<String> names = new ArrayList<>();

    SubIds(long uid, String passwd) {
        names.add(Long.toString(uid));
        for (String line : passwd.split("\n")) {
            String[] fields = line.split(":", -1);
            if (fields.length > PASSWD_UID && fields[PASSWD_UID].equals(Long.toString(uid))) {
                names.add(fields[0]);
            }
        }
    }

    /** The ranges of the user; a line that is none counts for nothing. */
    List<UserSpace.Range> ranges(String text) {
        List<UserSpace.Range> ranges = new ArrayList<>();
        for (String line : text.split("\n")) {
            String[] fields = line.strip().split(":", -1);
            boolean sound = fields.length == FIELDS && fields[1].matches("\\d{1,10}")
                    && fields[2].matches("\\d{1,10}");
            if (sound && names.contains(fields[0])) {
                ranges.add(new UserSpace.Range(Long.parseLong(fields[1]), Long.parseLong(fields[2])));
            }
        }
        return ranges;
    }
}
