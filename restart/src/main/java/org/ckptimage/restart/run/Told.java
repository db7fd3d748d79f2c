// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the program said that it made, until all tasks were there. */
final class Told {
    /** Numbers of all tasks by position, those of ghosts as well. */
    final Map<Integer, Integer> pids = new TreeMap<>();
    final List<RestartEvent.UserNs> spaces = new ArrayList<>();
    final List<RestartEvent.Ipc> ipc = new ArrayList<>();
    /** Files by position. */
    final Map<Integer, RestartEvent.FileOpened> files = new TreeMap<>();
    /** Inode of the new IPC namespace; 0 for none. */
    long ipcSpace;

    void take(RestartEvent event) {
        if (event instanceof RestartEvent.TaskReady task) {
            pids.put(task.index(), task.pid());
        } else if (event instanceof RestartEvent.UserNs space) {
            spaces.add(space);
        } else if (event instanceof RestartEvent.IpcNs space) {
            ipcSpace = space.inode();
        } else if (event instanceof RestartEvent.Ipc object) {
            ipc.add(object);
        } else if (event instanceof RestartEvent.FileOpened file) {
            files.put(file.index(), file);
        }
    }
}
