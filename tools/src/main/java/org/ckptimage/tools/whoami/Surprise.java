// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.whoami;

import java.util.List;
import java.util.Locale;
import org.ckptimage.codec.model.Task;

/**
 * Something that who reads of an image might not expect.
 *
 * @param kind what it is
 * @param tasks the tasks that it is true of, in the order of the image
 */
public record Surprise(Kind kind, List<Task> tasks) {
    public Surprise {
        tasks = List.copyOf(tasks);
    }

    /** Kinds, those that give most power first. */
    public enum Kind {
        ROOT_OF_HOST("root with all capabilities, and no user namespace around it"),
        ROOT_UNMAPPED("uid 0 is uid 0 of the host, too"),
        ROOT_LEFT("not root, but uid 0 is left in uid or suid: can become root again"),
        CAPABILITIES_WITHOUT_ROOT("capabilities over the host without uid 0"),
        CAPABILITIES_IDLE("permitted capabilities that are not effective: can be raised at any time"),
        GROUP_OF_ROOT("in group 0 of the host without uid 0"),
        OVERRIDDEN("acts with other credentials than its own"),
        AMBIENT("ambient capabilities: every program it runs gets them"),
        EXEC_GAINS("no_new_privs off beside a full bounding set: set-uid programs give all power"),
        FILESYSTEM_IDS("fsuid or fsgid differs from the effective id"),
        THREADS_DIFFER("threads of one process with different credentials"),
        SECCOMP_NONE("no seccomp filter, though others have one"),
        UNMAPPED("ids that its user namespace does not map"),
        USER_NS_MISSING("user namespace missing from the image");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** What it is, in words. */
        public String text() {
            return text;
        }

        /** Such as {@code root_of_host}. */
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
