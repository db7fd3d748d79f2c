// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.List;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;

/** What open files keep of the power of who opened them. */
final class FileRules {
    private final List<Subject> subjects;
    private final boolean[] held;
    private final String name;

    /** @param held which of the subjects an open file has */
    FileRules(List<Subject> subjects, boolean[] held, String name) {
        this.subjects = subjects;
        this.held = held;
        this.name = name;
    }

    void check(Kin kin, FindingSink findings) {
        boolean[] acts = new boolean[subjects.size()];
        boolean any = false;
        for (int task = 0; task < kin.size(); task++) {
            if (kin.subject(task) >= 0) {
                acts[kin.subject(task)] = true;
                any = true;
            }
        }
        for (int i = 0; i < held.length && any; i++) {
            if (held[i] && !acts[i] && !covered(subjects.get(i), acts)) {
                Cred cred = subjects.get(i).cred();
                findings.report(new Finding(Rule.CKC021, new Location(name, cred.offset(), "CRED",
                        cred.objref(), ""), "", "",
                        "an open file has this cred, which is more powerful than that of any task"));
            }
        }
    }

    /** True if a task has as much power. */
    private boolean covered(Subject file, boolean[] acts) {
        for (int i = 0; i < acts.length; i++) {
            Subject task = subjects.get(i);
            boolean caps = (file.cred().caps().effective() & ~task.cred().caps().permitted()) == 0;
            boolean root = file.cred().users().effective() != 0 || task.hasRoot();
            if (acts[i] && caps && root) {
                return true;
            }
        }
        return false;
    }
}
