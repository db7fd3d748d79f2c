// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.scan.References.Need;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** Judges CRED, USER, USER_NS (SPEC.md, credentials). */
final class CredCheck {
    private static final long NO_ID = 0xffff_ffffL;
    private static final long OVERFLOW_ID = 65534;
    private static final long UNKNOWN_SECUREBITS = 0x8000_0000L;
    private static final String[] IDS = {"uid", "suid", "euid", "fsuid", "gid", "sgid", "egid", "fsgid"};
    private static final String[] CAPS = {"i", "p", "e", "b"};

    private final Scan scan;
    private final References references;
    private final UserUids uids = new UserUids();
    private final FieldLayout[] ids = new FieldLayout[IDS.length];
    private final FieldLayout[] highCaps = new FieldLayout[CAPS.length];
    private final FieldLayout userRef;
    private final FieldLayout groupinfoRef;
    private final FieldLayout secRef;
    private final FieldLayout securebits;
    private final FieldLayout seedVersion;
    private final FieldLayout userUid;
    private final FieldLayout usernsRef;
    private final FieldLayout creatorRef;
    private int roots;

    CredCheck(Scan scan, References references) {
        this.scan = scan;
        this.references = references;
        StructLayout cred = scan.structs.of(CRED);
        for (int i = 0; i < IDS.length; i++) {
            ids[i] = Structs.field(cred, IDS[i]);
        }
        for (int i = 0; i < CAPS.length; i++) {
            highCaps[i] = Structs.field(cred, "cap_s.cap_" + CAPS[i] + "_1");
        }
        userRef = Structs.field(cred, "user_ref");
        groupinfoRef = Structs.field(cred, "groupinfo_ref");
        secRef = Structs.field(cred, "sec_ref");
        securebits = Structs.field(cred, "cap_s.securebits");
        seedVersion = Structs.field(cred, "version");
        userUid = scan.structs.field(USER, "uid");
        usernsRef = scan.structs.field(USER, "userns_ref");
        creatorRef = scan.structs.field(USER_NS, "creator_ref");
    }

    void cred() {
        if (Structs.present(seedVersion) && scan.frame.get(seedVersion) != SeedCred.VERSION) {
            scan.report(Rule.CKS012, seedVersion, "unsupported version of CRED",
                    Long.toString(scan.frame.get(seedVersion)), Integer.toString(SeedCred.VERSION));
        }
        for (FieldLayout id : ids) {
            id(scan, id);
        }
        references.check(groupinfoRef, scan.frame.getInt(groupinfoRef), ObjType.GROUPINFO, Need.REQUIRED,
                Rule.CKR006);
        if (references.check(userRef, scan.frame.getInt(userRef), ObjType.USER, Need.REQUIRED, Rule.CKR006)) {
            accounting();
        }
        references.check(secRef, ObjType.SECURITY_PTR, Need.NONE_ALLOWED);
        if (Structs.present(securebits)) {
            capabilities();
        }
    }

    /** Judges a field that holds a uid or gid. */
    static void id(Scan scan, FieldLayout field) {
        long id = scan.frame.get(field);
        if (id == NO_ID) {
            scan.report(Rule.CKV001, field, "the id 0xffffffff means \"leave as it is\" to a restart",
                    "0xffffffff", "a valid id");
        } else if (id == OVERFLOW_ID) {
            scan.report(Rule.CKV002, field, "the overflow id stands for an unmapped one", "65534", "");
        }
    }

    private void accounting() {
        int expected = scan.frame.getInt(ids[0]);
        int found = uids.get(scan.frame.getInt(userRef), expected);
        if (found != expected) {
            scan.report(Rule.CKR009, userRef, "the user object has another uid than the cred",
                    Integer.toUnsignedString(found), Integer.toUnsignedString(expected));
        }
    }

    private void capabilities() {
        long bits = scan.frame.get(securebits);
        long undefined = bits & ~scan.header.securebits();
        if (undefined != 0 && !(bits == UNKNOWN_SECUREBITS && scan.header.extended)) {
            scan.report(Rule.CKV006, securebits, "undefined securebits", HeaderGrammar.hex(undefined),
                    "bits of " + HeaderGrammar.hex(scan.header.securebits()));
        }
        int known = scan.header.lastCapability() - 31;
        long beyond = known <= 0 ? NO_ID : NO_ID & NO_ID << known;
        for (FieldLayout word : highCaps) {
            long value = scan.frame.get(word);
            // a kernel of that era writes all bits of a word for a full set
            if (value != NO_ID && (value & beyond) != 0) {
                scan.report(Rule.CKV007, word, "capability above the last one of the image's kernel",
                        HeaderGrammar.hex(value), "at most capability " + scan.header.lastCapability());
            }
        }
    }

    void user(Scope scope) {
        id(scan, userUid);
        references.check(usernsRef, ObjType.USER_NS, Need.REQUIRED);
        if (scope.objType == ObjType.USER) {
            uids.put(scope.objref, scan.frame.getInt(userUid));
        }
    }

    void userNs() {
        references.check(creatorRef, ObjType.USER, Need.ZERO_IS_NONE);
        if (scan.frame.getInt(creatorRef) == 0 && ++roots > 1) {
            scan.report(Rule.CKR008, creatorRef, "another user namespace has no creator either", "0",
                    "the creating USER");
        }
    }
}
