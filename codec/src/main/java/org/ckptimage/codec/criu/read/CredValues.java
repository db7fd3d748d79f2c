// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import com.google.protobuf.Descriptors.FieldDescriptor;
import java.util.List;
import org.ckptimage.codec.criu.CriuEntry;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.CredsEntry;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/** Judges values of a core image that a restore would take for something else, or that cannot be kept. */
final class CredValues {
    private static final int NO_ID = -1;
    private static final int WORDS = 2;
    private static final String PATH = "thread_core.creds";

    private final String source;
    private final CriuEntry entry;
    private final CriuLimits limits;
    private final FindingSink findings;

    CredValues(String source, CriuEntry entry, CriuLimits limits, FindingSink findings) {
        this.source = source;
        this.entry = entry;
        this.limits = limits;
        this.findings = findings;
    }

    void check(CoreEntry core) {
        boolean zombie = core.hasTc() && CriuProcess.dead(core.getTc().getTaskState());
        if (!core.getThreadCore().hasCreds()) {
            if (!zombie) {
                report(Rule.CKS020, PATH, "", "required field is missing");
            }
            return;
        }
        CredsEntry creds = core.getThreadCore().getCreds();
        for (FieldDescriptor field : creds.getDescriptorForType().getFields()) {
            String name = field.getName();
            if (name.startsWith("cap_")) {
                set(name, creds.getRepeatedFieldCount(field));
            } else if (name.endsWith("id") && creds.getField(field).equals(NO_ID)) {
                noId(name);
            }
        }
        groups(creds.getGroupsList());
    }

    private void set(String name, int words) {
        // sets before 4.1 had no ambient capabilities
        boolean absent = words == 0 && name.equals("cap_amb");
        if (words == 0 && name.equals("cap_bnd")) {
            report(Rule.CKV012, PATH + "." + name, "0 words",
                    "the bounding set is missing: a restore takes all capabilities out of it");
        } else if (words != WORDS && !absent) {
            report(Rule.CKV008, PATH + "." + name, words + " words", "capability set is not of two words");
        }
    }

    private void groups(List<Integer> groups) {
        if (groups.size() > limits.maxGroups()) {
            report(Rule.CKV003, PATH + ".groups", groups.size() + " groups",
                    "more groups than the kernel allows");
        }
        if (groups.contains(NO_ID)) {
            noId("groups");
        }
    }

    private void noId(String name) {
        report(Rule.CKV001, PATH + "." + name, "0xffffffff",
                "the id 0xffffffff means \"leave as it is\" to a restore");
    }

    private void report(Rule rule, String field, String got, String message) {
        Location where = new Location(source, entry.messageOffset(), "CORE", 0, field);
        findings.report(new Finding(rule, where, got, "", message));
    }
}
