// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.restart;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.OptionalLong;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.files.FileTable.OnExec;
import org.ckptimage.restart.plan.PlanFiles;
import org.ckptimage.restart.plan.PlanTask;
import org.ckptimage.restart.plan.RestartPlan;
import org.ckptimage.restart.planner.Authorisation.Step;
import org.ckptimage.restart.planner.Planned;
import org.ckptimage.restart.planner.Remark;
import org.ckptimage.restart.run.RestartResult;
import org.ckptimage.tools.present.JsonOutput;

/** A plan, or what was made of it, as one JSON document. */
public final class RestartJson {
    private final PrintWriter out;
    private final Planned planned;

    public RestartJson(PrintWriter out, Planned planned) {
        this.out = out;
        this.planned = planned;
    }

    /**
     * The plan and what it takes.
     *
     * @param minimal the fewest capabilities with which the caller's ids would do; empty if none would
     */
    public void plan(String file, OptionalLong minimal) throws IOException {
        JsonGenerator json = open(file);
        json.writeBooleanField("authorised", planned.plan().isPresent()
                && planned.authorisation().denied().isEmpty());
        json.writeStringField("missing", mask(planned.authorisation().missing()));
        json.writeStringField("minimal", minimal.isPresent() ? mask(minimal.getAsLong()) : null);
        json.writeArrayFieldStart("tasks");
        if (planned.plan().isPresent()) {
            for (int i = 0; i < planned.plan().get().tasks().size(); i++) {
                task(json, planned.plan().get(), i);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("files");
        if (planned.plan().isPresent()) {
            for (PlanFiles.Held held : planned.plan().get().files().held()) {
                file(json, planned.plan().get(), held);
            }
        }
        json.writeEndArray();
        json.writeArrayFieldStart("steps");
        for (Step step : planned.authorisation().steps()) {
            step(json, step);
        }
        json.writeEndArray();
        end(json);
    }

    /** What was made. */
    public void made(String file, RestartResult result) throws IOException {
        JsonGenerator json = open(file);
        json.writeArrayFieldStart("tasks");
        for (var entry : result.pids().entrySet()) {
            json.writeStartObject();
            source(json, entry.getKey());
            json.writeNumberField("restarted_pid", entry.getValue());
            json.writeEndObject();
        }
        json.writeEndArray();
        end(json);
    }

    private JsonGenerator open(String file) throws IOException {
        JsonGenerator json = JsonOutput.document(out);
        JsonOutput.open(json, "restart");
        json.writeStringField("image", file);
        json.writeArrayFieldStart("remarks");
        for (Remark remark : planned.remarks()) {
            json.writeStartObject();
            json.writeStringField("weight", remark.weight().name().toLowerCase(Locale.ROOT));
            json.writeStringField("record_type", remark.recordType());
            json.writeNumberField("id", remark.id());
            json.writeStringField("field", remark.field());
            json.writeStringField("errno", remark.error());
            json.writeStringField("message", remark.message());
            json.writeEndObject();
        }
        json.writeEndArray();
        return json;
    }

    private void end(JsonGenerator json) throws IOException {
        json.writeEndObject();
        json.flush();
        out.print('\n');
        out.flush();
    }

    private void source(JsonGenerator json, int position) throws IOException {
        Task task = planned.sources().get(position);
        json.writeNumberField("position", position);
        json.writeNumberField("pid", task == null ? 0 : task.ids().pid());
    }

    private void task(JsonGenerator json, RestartPlan plan, int position) throws IOException {
        PlanTask task = plan.tasks().get(position);
        json.writeStartObject();
        source(json, position);
        json.writeStringField("kind", task.kind().name().toLowerCase(Locale.ROOT));
        json.writeNumberField("wanted_pid", task.pid());
        json.writeNumberField("parent", task.family().parent());
        json.writeNumberField("maker", task.family().maker());
        json.writeNumberField("session", task.family().session());
        json.writeNumberField("pgrp", task.family().pgrp());
        json.writeNumberField("cred_ref", task.cred() < 0 ? 0 : plan.creds().get(task.cred()).objref());
        json.writeStringField("comm", task.comm());
        json.writeEndObject();
    }

    private void file(JsonGenerator json, RestartPlan plan, PlanFiles.Held held) throws IOException {
        PlanFiles.Opened file = plan.files().opened().get(held.file());
        json.writeStartObject();
        source(json, held.task());
        json.writeNumberField("fd", held.number());
        json.writeBooleanField("close_on_exec", held.onExec() == OnExec.CLOSE);
        json.writeNumberField("file_ref", file.objref());
        json.writeStringField("name", file.text());
        json.writeStringField("f_flags", "0" + Integer.toOctalString(file.flags()));
        json.writeNumberField("f_pos", file.pos());
        json.writeNumberField("opened_by_cred_ref", file.cred() < 0 ? 0
                : plan.creds().get(file.cred()).objref());
        json.writeEndObject();
    }

    private static void step(JsonGenerator json, Step step) throws IOException {
        json.writeStartObject();
        json.writeNumberField("position", step.position());
        json.writeStringField("record_type", step.recordType());
        json.writeNumberField("objref", step.objref());
        json.writeStringField("field", step.field());
        json.writeStringField("verdict", step.verdict().name().toLowerCase(Locale.ROOT));
        json.writeStringField("needed", mask(step.needed()));
        json.writeStringField("missing", mask(step.missing()));
        json.writeEndObject();
    }

    private static String mask(long set) {
        return String.format("0x%016x", set);
    }
}
