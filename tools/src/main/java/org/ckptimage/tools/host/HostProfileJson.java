// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.host;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.restart.host.HostProfile;
import org.ckptimage.restart.host.UserSpace;
import org.ckptimage.restart.planner.Caller;
import org.ckptimage.tools.present.JsonOutput;

/** A profile as one JSON document; what is not known is {@code null}. */
public final class HostProfileJson {
    private final JsonGenerator json;

    private HostProfileJson(JsonGenerator json) {
        this.json = json;
    }

    /** Writes a profile; {@code out} stays open. */
    public static void write(HostProfile profile, Writer out) throws IOException {
        JsonGenerator json = JsonOutput.document(out);
        new HostProfileJson(json).profile(profile);
        json.flush();
        out.write('\n');
        out.flush();
    }

    private void profile(HostProfile profile) throws IOException {
        JsonOutput.open(json, "profile");
        json.writeObjectFieldStart("caller");
        caller(profile.caller());
        mask("cap_ambient", profile.ambient());
        json.writeNumberField("securebits", profile.caller().caps().securebits());
        number("no_new_privs", profile.noNewPrivs());
        json.writeEndObject();
        kernel(profile.kernel(), profile.caller().lastCap());
        userSpace(profile.userSpace());
        json.writeObjectFieldStart("security");
        texts("lsm", profile.security().lsms());
        number("apparmor_restrict_unprivileged_userns", profile.security().apparmorUserns());
        number("yama_ptrace_scope", profile.security().ptraceScope());
        texts("seccomp_actions", profile.security().seccompActions());
        json.writeEndObject();
        json.writeObjectFieldStart("machine");
        text("architecture", profile.machine().architecture());
        number("page_size", profile.machine().pageSize());
        text("criu_version", profile.machine().criuVersion());
        json.writeEndObject();
        json.writeEndObject();
    }

    private void caller(Caller caller) throws IOException {
        ids("uid", caller.users());
        ids("gid", caller.groups());
        json.writeArrayFieldStart("groups");
        for (long gid : caller.groupinfo().ids()) {
            json.writeNumber(gid);
        }
        json.writeEndArray();
        mask("cap_inheritable", caller.caps().inheritable());
        mask("cap_permitted", caller.caps().permitted());
        mask("cap_effective", caller.caps().effective());
        mask("cap_bounding", caller.caps().bounding());
    }

    private void ids(String name, Cred.Ids ids) throws IOException {
        json.writeNumberField(name, ids.real());
        json.writeNumberField("e" + name, ids.effective());
        json.writeNumberField("s" + name, ids.saved());
        json.writeNumberField("fs" + name, ids.filesystem());
    }

    private void kernel(HostProfile.Kernel kernel, int lastCap) throws IOException {
        json.writeObjectFieldStart("kernel");
        text("release", kernel.release());
        json.writeNumberField("cap_last_cap", lastCap);
        number("ngroups_max", kernel.ngroupsMax());
        number("pid_max", kernel.pidMax());
        number("overflowuid", kernel.overflowUid());
        number("overflowgid", kernel.overflowGid());
        json.writeEndObject();
    }

    private void userSpace(UserSpace space) throws IOException {
        json.writeObjectFieldStart("user_ns");
        number("level", space.level());
        number("max_user_namespaces", space.most());
        Optional<IdMaps> maps = space.maps();
        OptionalLong setgroups = maps.map(IdMaps::setgroups).orElse(OptionalLong.empty());
        text("setgroups", setgroups.isEmpty() ? "" : setgroups.getAsLong() == 0 ? "deny" : "allow");
        map("uid_map", maps.map(IdMaps::uids));
        map("gid_map", maps.map(IdMaps::gids));
        ranges("subuid", space.uidRanges());
        ranges("subgid", space.gidRanges());
        json.writeEndObject();
    }

    private void map(String key, Optional<List<IdMaps.Extent>> extents) throws IOException {
        if (extents.isEmpty()) {
            json.writeNullField(key);
            return;
        }
        json.writeArrayFieldStart(key);
        for (IdMaps.Extent extent : extents.get()) {
            json.writeStartObject();
            json.writeNumberField("first", extent.first());
            json.writeNumberField("lower_first", extent.lowerFirst());
            json.writeNumberField("count", extent.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void ranges(String key, List<UserSpace.Range> ranges) throws IOException {
        json.writeArrayFieldStart(key);
        for (UserSpace.Range range : ranges) {
            json.writeStartObject();
            json.writeNumberField("first", range.first());
            json.writeNumberField("count", range.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void texts(String key, List<String> texts) throws IOException {
        json.writeArrayFieldStart(key);
        for (String text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }

    private void text(String key, String text) throws IOException {
        if (text.isEmpty()) {
            json.writeNullField(key);
        } else {
            json.writeStringField(key, text);
        }
    }

    private void mask(String key, long set) throws IOException {
        json.writeStringField(key, String.format("0x%016x", set));
    }

    private void number(String key, OptionalInt value) throws IOException {
        number(key, value.isPresent() ? OptionalLong.of(value.getAsInt()) : OptionalLong.empty());
    }

    private void number(String key, OptionalLong value) throws IOException {
        if (value.isPresent()) {
            json.writeNumberField(key, value.getAsLong());
        } else {
            json.writeNullField(key);
        }
    }
}
