// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.present;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.OptionalLong;
import java.util.function.LongFunction;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.HostIds;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;

/**
 * One cred as a JSON object. Ids are those inside its user namespace; beside them, with {@code host_} in
 * front, stand those outside of all, null for an id that is not mapped, where the image has all maps.
 */
public final class CredJson {
    private final JsonGenerator json;
    private final ObjectIndex index;
    private final HostIds hosts;

    public CredJson(JsonGenerator json, Image image) {
        this.json = json;
        this.index = new ObjectIndex(image);
        this.hosts = new HostIds(image, index);
    }

    /** Writes a cred where a value may stand. */
    public void write(Cred cred) throws IOException {
        json.writeStartObject();
        json.writeNumberField("objref", cred.objref());
        ids("u", cred.users());
        ids("g", cred.groups());
        groups(json, "groups", index.groups(cred));
        host(cred);
        JsonOutput.hex64(json, "cap_inheritable", cred.caps().inheritable());
        JsonOutput.hex64(json, "cap_permitted", cred.caps().permitted());
        JsonOutput.hex64(json, "cap_effective", cred.caps().effective());
        JsonOutput.hex64(json, "cap_bounding", cred.caps().bounding());
        JsonOutput.hex32(json, "securebits", cred.caps().securebits());
        json.writeNumberField("user_ref", cred.userRef());
        json.writeNumberField("groupinfo_ref", cred.groupinfoRef());
        json.writeNumberField("sec_ref", Math.max(0, cred.secRef()));
        json.writeNumberField("user_ns_ref", index.userNsRef(cred));
        if (cred.ext().isPresent()) {
            extension(cred.ext().get());
        }
        json.writeEndObject();
    }

    private void extension(Cred.Ext ext) throws IOException {
        JsonOutput.hex64(json, "cap_ambient", ext.ambient());
        if (ext.noNewPrivs().isPresent()) {
            json.writeNumberField("no_new_privs", ext.noNewPrivs().getAsLong());
        }
        if (ext.lsmProfile().isPresent()) {
            json.writeStringField("lsm_profile", ext.lsmProfile().get());
        }
        if (ext.lsmSockcreate().isPresent()) {
            json.writeStringField("lsm_sockcreate", ext.lsmSockcreate().get());
        }
    }

    private void ids(String kind, Cred.Ids ids) throws IOException {
        json.writeNumberField(kind + "id", ids.real());
        json.writeNumberField("e" + kind + "id", ids.effective());
        json.writeNumberField("s" + kind + "id", ids.saved());
        json.writeNumberField("fs" + kind + "id", ids.filesystem());
    }

    private void host(Cred cred) throws IOException {
        int space = index.userNsRef(cred);
        if (!hosts.known(space)) {
            return;
        }
        hostIds("u", cred.users(), id -> hosts.uid(space, id));
        hostIds("g", cred.groups(), id -> hosts.gid(space, id));
        json.writeArrayFieldStart("host_groups");
        GroupList groups = index.groups(cred);
        for (int i = 0; i < groups.size(); i++) {
            number(hosts.gid(space, groups.get(i)));
        }
        json.writeEndArray();
    }

    private void hostIds(String kind, Cred.Ids ids, LongFunction<OptionalLong> host) throws IOException {
        json.writeFieldName("host_" + kind + "id");
        number(host.apply(ids.real()));
        json.writeFieldName("host_e" + kind + "id");
        number(host.apply(ids.effective()));
        json.writeFieldName("host_s" + kind + "id");
        number(host.apply(ids.saved()));
        json.writeFieldName("host_fs" + kind + "id");
        number(host.apply(ids.filesystem()));
    }

    private void number(OptionalLong id) throws IOException {
        if (id.isPresent()) {
            json.writeNumber(id.getAsLong());
        } else {
            json.writeNull();
        }
    }

    static void groups(JsonGenerator json, String key, GroupList groups) throws IOException {
        json.writeArrayFieldStart(key);
        for (int i = 0; i < groups.size(); i++) {
            json.writeNumber(groups.get(i));
        }
        json.writeEndArray();
    }
}
