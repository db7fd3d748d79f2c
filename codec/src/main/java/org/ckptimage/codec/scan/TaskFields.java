// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Fields of one layout of TASK that a restart looks at. */
record TaskFields(StructLayout layout, FieldLayout flags, FieldLayout state, FieldLayout exitState,
        FieldLayout exitCode, FieldLayout exitSignal, FieldLayout pdeathSignal, FieldLayout commLength) {

    TaskFields(StructLayout layout) {
        this(layout, Structs.field(layout, "flags"), Structs.field(layout, "state"),
                Structs.field(layout, "exit_state"), Structs.field(layout, "exit_code"),
                Structs.field(layout, "exit_signal"), Structs.field(layout, "pdeath_signal"),
                Structs.field(layout, "task_comm_len"));
    }
}
