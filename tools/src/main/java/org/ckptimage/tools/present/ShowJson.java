// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Groupinfo;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.Task;
import org.ckptimage.codec.model.User;
import org.ckptimage.codec.model.UserNs;
import org.ckptimage.formats.FormatVersion;

/** An image as one JSON document. */
public final class ShowJson {
    private final JsonGenerator json;
    private final PrintWriter out;

    public ShowJson(PrintWriter out) throws IOException {
        this.out = out;
        this.json = JsonOutput.document(out);
    }

    public void present(String file, Image image) throws IOException {
        JsonOutput.open(json, "show");
        json.writeStringField("file", file);
        format(image);
        json.writeArrayFieldStart("tasks");
        for (Task task : image.tasks()) {
            task(task);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("creds");
        CredJson creds = new CredJson(json, image);
        for (Cred cred : image.creds()) {
            creds.write(cred);
        }
        json.writeEndArray();
        namespaces(image);
        groupinfos(image);
        json.writeObjectFieldStart("record_counts");
        for (Map.Entry<String, Long> count : image.recordCounts().entrySet()) {
            json.writeNumberField(count.getKey(), count.getValue());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("failures");
        for (String text : image.failures()) {
            json.writeString(text);
        }
        json.writeEndArray();
        json.writeEndObject();
        json.flush();
        out.print('\n');
    }

    /** One cred alone. */
    public void cred(String file, Image image, Cred cred) throws IOException {
        JsonOutput.open(json, "show");
        json.writeStringField("file", file);
        json.writeFieldName("cred");
        new CredJson(json, image).write(cred);
        json.writeEndObject();
        json.flush();
        out.print('\n');
    }

    private void format(Image image) throws IOException {
        if (image.criu().isPresent()) {
            set(image.criu().get());
            return;
        }
        if (image.format().isEmpty()) {
            json.writeNullField("format");
            return;
        }
        ImageFormat format = image.format().get();
        json.writeObjectFieldStart("format");
        json.writeStringField("kind", "ckpt");
        json.writeStringField("version", format.version().label());
        json.writeNumberField("rev", format.version().rev());
        json.writeStringField("arch", format.abi().kernelName());
        json.writeStringField("byte_order", format.order().word());
        json.writeArrayFieldStart("version_candidates");
        for (FormatVersion version : format.candidates()) {
            json.writeString(version.label());
        }
        json.writeEndArray();
        json.writeEndObject();
    }

    private void set(CriuSet set) throws IOException {
        json.writeObjectFieldStart("format");
        json.writeStringField("kind", "criu");
        json.writeStringField("version", set.version());
        json.writeNumberField("img_version", set.imgVersion());
        json.writeStringField("arch", set.arch());
        json.writeStringField("byte_order", "little");
        json.writeStringField("lsm", set.lsm());
        json.writeEndObject();
        if (set.container().isEmpty()) {
            return;
        }
        CriuSet.Container container = set.container().get();
        json.writeObjectFieldStart("container");
        json.writeStringField("id", container.id());
        json.writeStringField("name", container.name());
        json.writeStringField("rootfs_image_name", container.rootfsImageName());
        json.writeStringField("runtime", container.runtime());
        json.writeStringField("engine", container.engine());
        json.writeStringField("checkpointed_time", container.checkpointedTime());
        json.writeEndObject();
    }

    private void task(Task task) throws IOException {
        json.writeStartObject();
        json.writeNumberField("pid", task.ids().pid());
        json.writeNumberField("ppid", task.ids().ppid());
        json.writeNumberField("tgid", task.ids().tgid());
        json.writeNumberField("pgid", task.ids().pgid());
        json.writeNumberField("sid", task.ids().sid());
        json.writeStringField("comm", task.comm());
        json.writeNumberField("state", task.state());
        json.writeNumberField("exit_code", task.exitCode());
        reference("cred_ref", task.credRef());
        reference("ecred_ref", task.ecredRef());
        json.writeNumberField("ns_ref", task.refs().ns());
        json.writeNumberField("files_ref", task.refs().files());
        json.writeNumberField("mm_ref", task.refs().mm());
        json.writeNumberField("fs_ref", task.refs().fs());
        json.writeNumberField("sighand_ref", task.refs().sighand());
        json.writeNumberField("signal_ref", task.refs().signal());
        json.writeBooleanField("thread", task.thread());
        if (task.seccomp().isPresent()) {
            json.writeNumberField("seccomp", task.seccomp().getAsLong());
        }
        json.writeEndObject();
    }

    private void reference(String key, OptionalInt objref) throws IOException {
        if (objref.isPresent()) {
            json.writeNumberField(key, objref.getAsInt());
        } else {
            json.writeNullField(key);
        }
    }

    private void namespaces(Image image) throws IOException {
        json.writeArrayFieldStart("users");
        for (User user : image.users()) {
            json.writeStartObject();
            json.writeNumberField("objref", user.objref());
            json.writeNumberField("uid", user.uid());
            json.writeNumberField("userns_ref", user.usernsRef());
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeArrayFieldStart("user_namespaces");
        for (UserNs space : image.userNamespaces()) {
            json.writeStartObject();
            json.writeNumberField("objref", space.objref());
            json.writeNumberField("creator_ref", space.creatorRef());
            reference("level", space.level());
            if (space.maps().isPresent()) {
                maps(space.maps().get());
            }
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void maps(IdMaps maps) throws IOException {
        extents("uid_map", maps.uids());
        extents("gid_map", maps.gids());
        if (maps.setgroups().isPresent()) {
            json.writeNumberField("setgroups", maps.setgroups().getAsLong());
        }
    }

    private void extents(String key, List<IdMaps.Extent> extents) throws IOException {
        json.writeArrayFieldStart(key);
        for (IdMaps.Extent extent : extents) {
            json.writeStartObject();
            json.writeNumberField("first", extent.first());
            json.writeNumberField("lower_first", extent.lowerFirst());
            json.writeNumberField("count", extent.count());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void groupinfos(Image image) throws IOException {
        json.writeArrayFieldStart("groupinfos");
        for (Groupinfo groupinfo : image.groupinfos()) {
            json.writeStartObject();
            json.writeNumberField("objref", groupinfo.objref());
            json.writeNumberField("ngroups", groupinfo.ngroups());
            CredJson.groups(json, "groups", groupinfo.groups());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
