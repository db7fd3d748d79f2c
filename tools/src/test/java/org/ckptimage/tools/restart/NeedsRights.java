// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.restart.run.RestartBinary;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A test that restarts tasks of others. It is skipped loudly where that is not allowed. */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeedsRights.Condition.class)
public @interface NeedsRights {
    /** Looks at this process. */
    final class Condition implements ExecutionCondition {
        private static final List<Capability> NEEDED = List.of(Capability.CAP_SETGID, Capability.CAP_SETUID,
                Capability.CAP_SETPCAP, Capability.CAP_SYS_ADMIN, Capability.CAP_SETFCAP);

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            try (RestartBinary binary = RestartBinary.extract()) {
                Caller caller = Caller.current();
                for (Capability capability : NEEDED) {
                    if (!caller.has(capability) || caller.users().real() != 0) {
                        return skipped(context, "needs root with " + capability);
                    }
                }
                return ConditionEvaluationResult.enabled("root with " + binary.file());
            } catch (org.ckptimage.restart.run.RestartException e) {
                return skipped(context, e.getMessage());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static ConditionEvaluationResult skipped(ExtensionContext context, String why) {
            System.err.println("SKIPPED " + context.getDisplayName() + ": " + why);
            return ConditionEvaluationResult.disabled(why);
        }
    }
}
