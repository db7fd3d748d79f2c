// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.restart;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test of what only root may do, on a machine that the program was built for. It is skipped loudly. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRoot.Condition.class)
public @interface NeedsRoot {
    /** Looks at this process. */
    final class Condition implements ExecutionCondition {
        private static final long NEEDED = 1L << 6 | 1L << 7 | 1L << 8 | 1L << 21 | 1L << 31;

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            String why = why();
            if (why.isEmpty()) {
                return ConditionEvaluationResult.enabled("root");
            }
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + why);
            return ConditionEvaluationResult.disabled(why);
        }

        private static String why() {
            if (NeedsRoot.class.getResource("/native/linux-" + (System.getProperty("os.arch").equals("amd64")
                    ? "x86_64" : System.getProperty("os.arch")) + "/ckpt-restart") == null) {
                return "no C compiler at build time, so there is no ckpt-restart";
            }
            ProcFile self = ProcFile.status("self");
            boolean able = self.get("Uid").startsWith("0\t") && (self.hex("CapEff") & NEEDED) == NEEDED;
            return able ? "" : "needs root with CAP_SETUID, SETGID, SETPCAP, SYS_ADMIN and SETFCAP";
        }
    }
}
