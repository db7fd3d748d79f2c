// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import java.io.PrintWriter;
import org.ckptimage.codec.model.Task;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.run.RestartResult;
import org.ckptimage.tools.present.TextTable;
import org.ckptimage.tools.terminal.Visible;

/** What was made of an image as text: the numbers of its tasks then and now. */
public final class MadeText {
    private final PrintWriter out;

    public MadeText(PrintWriter out) {
        this.out = out;
    }

    /** Prints a line for each task. */
    public void present(Planned planned, RestartResult result) {
        TextTable table = new TextTable();
        table.row("TASK", "PID", "COMM");
        result.pids().forEach((at, pid) -> {
            Task task = planned.sources().get(at);
            table.row(Integer.toString(task.ids().pid()), Integer.toString(pid), Visible.of(task.comm()));
        });
        table.print(out);
        out.flush();
    }
}
