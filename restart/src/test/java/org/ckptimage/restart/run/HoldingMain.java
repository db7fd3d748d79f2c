// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart.run;

import static org.ckptimage.restart.Plans.NONE;

import java.io.IOException;
import org.ckptimage.restart.Plans;

/** Restarts two tasks, says where the program is, and holds them until it is killed. */
public final class HoldingMain {
    private HoldingMain() {}

    public static void main(String[] args) throws IOException {
        Plans plans = new Plans();
        int root = plans.process(NONE, plans.add(Plans.root()));
        plans.process(root, 0);
        RestartBinary binary = RestartBinary.extract();
        RestartProcess process = RestartProcess.start(new Launch(binary), plans.plan(), event -> { });
        process.awaitReady();
        System.out.println(binary.file());
        while (System.in.read() >= 0) {
            continue;
        }
        process.close();
    }
}
