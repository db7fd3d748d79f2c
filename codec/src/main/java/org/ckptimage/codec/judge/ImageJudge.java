// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.judge;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalInt;
import org.ckptimage.codec.criu.checkpoint.Capability;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.CriuSet;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;
import org.ckptimage.codec.model.UserNs;

/** Judges what a set of CRIU images says: would a restore fail, hang, or give a task other credentials? */
public final class ImageJudge {
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
        if (image.criu().isPresent()) {
            RuleCap cap = new RuleCap(findings);
            InsideJudge inside = new InsideJudge(image, name, cap);
            inside.spaces();
            new ImageJudge(image, image.criu().get(), name, cap).creds();
            boolean[] used = new boolean[image.creds().size()];
            Arrays.fill(used, true);
            inside.creds(cred -> 0, used);
            inside.tasks(new ModelKin(image));
            cap.end();
        }
    }

    /** Restarts from CRIU images have traps of their own. */
    private void creds() {
        if (image.userNamespaces().size() > 1) {
            findings.report(new Finding(Rule.CKU012, Location.at(name, 0),
                    image.userNamespaces().size() + " user namespaces", "",
                    "CRIU restores all processes in the user namespace of the first"));
        }
        image.creds().forEach(this::cred);
        image.tasks().forEach(task -> text("TASK", "comm", task.comm()));
        image.utsNamespaces().forEach(uts -> text("UTS_NS", "nodename", uts.nodename()));
    }

    private void text(String type, String field, String value) {
        OptionalInt control = value.chars().filter(Character::isISOControl).findFirst();
        if (control.isPresent()) {
            findings.report(new Finding(Rule.CKV010, new Location(name, 0, type, 0, field),
                    "0x" + Integer.toHexString(control.getAsInt()), "", "text has a control character"));
        }
    }

    private void cred(Cred cred) {
        CredFindings found = new CredFindings(set.credSources().getOrDefault(cred.objref(), name), cred,
                findings);
        CapabilityRules.named(cred, Capability.NAMED, found);
        GroupRules.check(index.groups(cred), found);
        if ((cred.caps().securebits() & ~KNOWN_SECUREBITS) != 0) {
            found.report(Rule.CKV006, "securebits", "0x" + Long.toHexString(cred.caps().securebits()),
                    "securebits that no kernel has");
        }
        if (cred.noNewPrivs().orElse(0) > 1) {
            found.report(Rule.CKV009, "no_new_privs", Long.toString(cred.noNewPrivs().getAsLong()),
                    "it is set or not set: 0 or 1");
        }
        label(cred, found);
        if (index.userNs(index.userNsRef(cred)).flatMap(UserNs::maps).isEmpty()) {
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
