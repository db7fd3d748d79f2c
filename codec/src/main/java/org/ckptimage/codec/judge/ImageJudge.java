// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.Optional;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.UserNs;

/** Judges what a set of CRIU images says: would a restore fail, hang, or give a task other credentials? */
public final class ImageJudge {
    private static final long KNOWN_CAPABILITIES = (1L << Capability.values().length) - 1;
    private static final long KNOWN_SECUREBITS = 0xfff;
    private static final long OVERFLOW = 65534;

    private final Image image;
    private final CriuSet set;
    private final String name;
    private final ObjectIndex index;
    private final FindingSink findings;

    private ImageJudge(Image image, CriuSet set, String name, FindingSink findings) {
        this.image = image;
        this.set = set;
        this.name = name;
        this.index = new ObjectIndex(image);
        this.findings = findings;
    }

    /**
     * Judges a set.
     *
     * @param image of CRIU images; of any other nothing is said here
     * @param name what it is called in findings
     */
    public static void check(Image image, String name, FindingSink findings) {
        image.criu().ifPresent(set -> new ImageJudge(image, set, name, findings).all());
    }

    private void all() {
        image.userNamespaces().forEach(this::space);
        image.creds().forEach(this::cred);
    }

    private void space(UserNs space) {
        if (space.maps().isPresent()) {
            CredFindings found = new CredFindings(
                    new Location(name, space.offset(), "USER_NS", space.objref(), ""), findings);
            MapRules.map("uid_map", space.maps().get().uids(), found);
            MapRules.map("gid_map", space.maps().get().gids(), found);
        }
    }

    private void cred(Cred cred) {
        CredFindings found = new CredFindings(set.credSources().getOrDefault(cred.objref(), name), cred,
                findings);
        GroupList groups = index.groups(cred);
        CapabilityRules.check(cred, found);
        CapabilityRules.named(cred, KNOWN_CAPABILITIES, found);
        GroupRules.check(groups, found);
        if ((cred.caps().securebits() & ~KNOWN_SECUREBITS) != 0) {
            found.report(Rule.CKV006, "securebits", "0x" + Long.toHexString(cred.caps().securebits()),
                    "securebits that no kernel has");
        }
        label(cred, found);
        Optional<IdMaps> maps = index.userNs(index.userNsRef(cred)).flatMap(UserNs::maps);
        if (maps.isPresent()) {
            MapRules.covered(cred, groups, maps.get(), found);
        } else {
            overflow("u", cred.users(), found);
            overflow("g", cred.groups(), found);
        }
    }

    private void label(Cred cred, CredFindings found) {
        Optional<String> label = cred.ext().flatMap(Cred.Ext::lsmProfile);
        if (label.isPresent() && set.lsm().equals("none")) {
            found.report(Rule.CKL010, "lsm_profile", label.get(),
                    "the cred has a label, but inventory.img names no security module");
        }
    }

    /** Where all ids are mapped, 65534 is one like any other. */
    private static void overflow(String kind, Cred.Ids ids, CredFindings found) {
        overflow(kind + "id", ids.real(), found);
        overflow("e" + kind + "id", ids.effective(), found);
        overflow("s" + kind + "id", ids.saved(), found);
        overflow("fs" + kind + "id", ids.filesystem(), found);
    }

    private static void overflow(String field, long id, CredFindings found) {
        if (id == OVERFLOW) {
            found.report(Rule.CKV002, field, Long.toString(id), "the overflow id stands for an unmapped one");
        }
    }
}
