// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import static org.ckptimage.formats.FormatVersion.V14_CREDS;
import static org.ckptimage.formats.FormatVersion.V23_RC1;

import java.io.IOException;
import java.util.Set;
import org.ckptimage.codec.graph.LongIntMap;
import org.ckptimage.codec.migrate.field.Draft;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.StructLayout;

/** CRED and those who refer to one: TASK_CREDS, FILE, and sockets, which in older versions know ids only. */
final class CredRewrite {
    private static final int SEED_VERSION = 1;
    private static final String[] SETS = {"i", "p", "e", "b"};
    private static final Set<String> SEED_SETS = Set.of("version", "cap_i", "cap_p", "cap_e", "cap_b");
    private static final Set<String> WORDS = Set.of("cap_s.cap_i_0", "cap_s.cap_i_1", "cap_s.cap_p_0",
            "cap_s.cap_p_1", "cap_s.cap_e_0", "cap_s.cap_e_1", "cap_s.cap_b_0", "cap_s.cap_b_1", "sec_ref");
    private static final Set<String> LABEL = Set.of("sec_ref");
    private static final Set<String> FILE_LABEL = Set.of("f_secref", "common.f_secref");

    private final Conversion conversion;
    private final StructRewrite structs;
    private final boolean peers;
    private final LongIntMap userOf = new LongIntMap();
    private final LongIntMap groupOf = new LongIntMap();
    private final LongIntMap byIds = new LongIntMap();
    private int cred;
    private int subjective;

    CredRewrite(Conversion conversion, StructRewrite structs) {
        this.conversion = conversion;
        this.structs = structs;
        this.peers = conversion.gains(V23_RC1) || conversion.loses(V23_RC1);
    }

    void cred(Feed feed) throws IOException {
        FormatVersion from = conversion.source.version();
        FormatVersion to = conversion.target.version();
        Set<String> elsewhere = conversion.has(RecordType.SECURITY) ? Set.of() : LABEL;
        if (from != to && from == V14_CREDS) {
            elsewhere = SEED_SETS;
        } else if (from != to && to == V14_CREDS) {
            elsewhere = WORDS;
        }
        Draft record = structs.draft(feed, elsewhere);
        if (elsewhere.size() > LABEL.size()) {
            for (String set : SETS) {
                capabilities(feed, record, set);
            }
            record.put("version", SEED_VERSION);
        }
        structs.write(record);
        if (peers) {
            remember(feed.object(), record);
        }
    }

    private void capabilities(Feed feed, Draft record, String set) {
        StructLayout from = conversion.from.require(RecordType.CRED);
        long value = from.has("cap_" + set) ? feed.frame().get(from.field("cap_" + set))
                : feed.frame().get(from.field("cap_s.cap_" + set + "_0"))
                        | feed.frame().get(from.field("cap_s.cap_" + set + "_1")) << Integer.SIZE;
        record.put("cap_" + set, value).put("cap_s.cap_" + set + "_0", value)
                .put("cap_s.cap_" + set + "_1", value >>> Integer.SIZE);
    }

    /** Keeps what SO_PEERCRED shows of a cred, both ways. */
    private void remember(int objref, Draft record) {
        int user = (int) record.get("euid");
        int group = (int) record.get("egid");
        userOf.put(objref, user);
        groupOf.put(objref, group);
        long key = key(user, group);
        if (byIds.get(key, 0) == 0) {
            byIds.put(key, objref);
        }
    }

    private static long key(int user, int group) {
        return (long) user << Integer.SIZE | Integer.toUnsignedLong(group);
    }

    /** Effective uid of a cred written before. */
    int euid(int objref) {
        return userOf.get(objref, -1);
    }

    /** Effective gid of a cred written before. */
    int egid(int objref) {
        return groupOf.get(objref, -1);
    }

    /** The first cred written with these effective ids; 0 if there is none. */
    int withIds(int euid, int egid) {
        return byIds.get(key(euid, egid), 0);
    }

    /** TASK_CREDS; in the seed TASK itself has its references. */
    void taskCreds(Feed feed) throws IOException {
        StructLayout layout = conversion.from.require(RecordType.TASK_CREDS);
        refs(feed.frame().getInt(layout.field("cred_ref")), feed.frame().getInt(layout.field("ecred_ref")));
        if (conversion.has(RecordType.TASK_CREDS)) {
            structs.copy(feed);
        } else if (conversion.target.version() != V14_CREDS) {
            conversion.ledger.dropped();
        }
    }

    /** Keeps the references of the task at hand. */
    void refs(int real, int effective) {
        cred = real;
        subjective = effective;
    }

    /** {@code cred_ref} of the task at hand, or of the last one that had any. */
    int credRef() {
        return cred;
    }

    /** {@code ecred_ref} of the same task. */
    int ecredRef() {
        return subjective;
    }

    /** Writes the TASK_CREDS that the seed does not have. */
    void writeTaskCreds() throws IOException {
        conversion.image.write(conversion.image.record(RecordType.TASK_CREDS).put("cred_ref", cred)
                .put("ecred_ref", subjective));
    }

    /** FILE of every kind, with the cred of its opener. */
    void file(Feed feed) throws IOException {
        Draft file = structs.draft(feed, conversion.has(RecordType.SECURITY) ? Set.of() : FILE_LABEL);
        String field = file.has("f_credref") ? "f_credref" : "common.f_credref";
        int opener = (int) file.get(field);
        if (opener == 0 && conversion.fromSeed()) {
            // the seed opened files again as the task that had them
            file.put(field, subjective);
            conversion.ledger.invented(field, subjective + ": the cred of its task; "
                    + conversion.source.version().label() + " does not say who opened it");
        } else if (opener != 0 && !conversion.has(RecordType.CRED)) {
            file.put(field, 0);
            conversion.ledger.lost(conversion.from.of(feed.frame()).orElseThrow().field(field), opener + ": "
                    + conversion.target.version().label() + " has no creds");
        }
        structs.write(file);
    }
}
