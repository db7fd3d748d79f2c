// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import java.util.Optional;
import org.ckptimage.codec.criu.checkpoint.CriuCred;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.model.Cred;
import org.ckptimage.codec.model.GroupList;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.ObjectIndex;

/** Makes the creds of a thread from those of an image, and from the carrier where the image says nothing. */
final class CredMerge {
    private final ObjectIndex index;
    private final Labels labels;
    private final Told told;

    /** Whether an image has labels the way CRIU has them. */
    private enum Labels { CRIU, OTHER }

    CredMerge(Image image, Told told) {
        this.index = new ObjectIndex(image);
        this.labels = image.criu().isPresent() ? Labels.CRIU : Labels.OTHER;
        this.told = told;
    }

    /**
     * The creds that a thread gets.
     *
     * @param before its creds in the carrier
     * @param cred its creds in the image
     */
    CriuCred merged(CriuThread thread, CriuCred before, Cred cred) {
        GroupList groups = index.groups(cred);
        if (groups.size() == 0) {
            told.lost(cred, "groupinfo_ref", "of " + thread.tid()
                    + ": no groups, and a restore by CRIU leaves those of the program that restores");
        }
        labels(thread, before, cred);
        Cred.Caps caps = cred.caps();
        CriuCred.CapSets sets = new CriuCred.CapSets(caps.inheritable(), caps.permitted(), caps.effective(),
                caps.bounding(), ambient(thread, before, cred));
        return new CriuCred(cred.users(), cred.groups(), groups, sets, caps.securebits(),
                noNewPrivs(thread, before, cred), before.lsmProfile(), before.lsmSockcreate());
    }

    /** The kernel takes out of the ambient set what is no longer inheritable and permitted. */
    private long ambient(CriuThread thread, CriuCred before, Cred cred) {
        if (cred.ext().isPresent()) {
            return cred.ambient();
        }
        long kept = before.caps().ambient() & cred.caps().inheritable() & cred.caps().permitted();
        String cut = kept == before.caps().ambient() ? ""
                : ", cut to what is inheritable and permitted, 0x" + Long.toHexString(kept);
        told.kept(thread, "cap_amb", "0x" + Long.toHexString(before.caps().ambient()) + " of " + thread.tid()
                + ": the image does not say" + cut);
        return kept;
    }

    private long noNewPrivs(CriuThread thread, CriuCred before, Cred cred) {
        if (cred.noNewPrivs().isPresent()) {
            return cred.noNewPrivs().getAsLong();
        }
        told.kept(thread, "no_new_privs", before.noNewPrivs() + " of " + thread.tid()
                + ": the image does not say");
        return before.noNewPrivs();
    }

    private void labels(CriuThread thread, CriuCred before, Cred cred) {
        if (labels == Labels.OTHER) {
            if (cred.secRef() != 0) {
                told.lost(cred, "sec_ref", cred.secRef() + " of " + thread.tid()
                        + ": labels are not carried over, that of the carrier stays");
            } else if (before.lsmProfile().isPresent()) {
                told.kept(thread, "lsm_profile", before.lsmProfile().get() + " of " + thread.tid()
                        + ": the image has no label");
            }
            return;
        }
        label(cred, "lsm_profile", before.lsmProfile(), cred.ext().flatMap(Cred.Ext::lsmProfile));
        label(cred, "lsm_sockcreate", before.lsmSockcreate(), cred.ext().flatMap(Cred.Ext::lsmSockcreate));
    }

    private void label(Cred cred, String field, Optional<String> before, Optional<String> wanted) {
        if (!before.equals(wanted)) {
            told.lost(cred, field, wanted.orElse("none")
                    + ": labels are not carried over, that of the carrier stays");
        }
    }
}
