// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;

/** Gathers the objects of an image in the order in which their ids appear, and numbers them anew. */
final class Numbering implements RecordListener {
    private final RefFields refs = new RefFields();
    private final Set<Integer> objrefs = new LinkedHashSet<>();
    private Draft draft;
    private long firstPid;
    private long pids;
    private boolean unknown;

    @Override
    public void record(ScanView view) {
        RecordType type = view.frame().type();
        unknown |= type == null;
        if (type == null || !view.frame().isHeld()) {
            return;
        }
        draft = draft == null ? new Draft(view.format()) : draft;
        draft.load(view.frame());
        if (type == RecordType.PIDS) {
            // the first layouts number pid objects from offset + 1
            boolean recent = view.format().version().since(FormatVersion.V23_RC2);
            firstPid = (int) draft.get("offset") + (recent ? 0L : 1L);
            pids = draft.get("nr_pids");
        }
        for (FieldLayout field : refs.of(draft)) {
            int objref = (int) draft.get(field);
            if (objref > 0) {
                objrefs.add(objref);
            }
        }
    }

    private boolean isPid(long objref) {
        return objref >= firstPid && objref < firstPid + pids;
    }

    /**
     * The new objref of each object, from 1 on without those of pid objects, in order of appearance. None,
     * if the image has records of unknown types: they might name any object.
     */
    Map<Integer, Integer> inOrder() {
        return number(new ArrayList<>(objrefs));
    }

    /** As {@link #inOrder}, in an order that depends on the seed alone. */
    Map<Integer, Integer> shuffled(long seed) {
        List<Integer> mixed = new ArrayList<>(objrefs);
        Collections.shuffle(mixed, new Random(seed));
        return number(mixed);
    }

    private Map<Integer, Integer> number(List<Integer> order) {
        Map<Integer, Integer> numbers = new HashMap<>();
        int next = 0;
        for (int objref : unknown ? List.<Integer>of() : order) {
            if (!isPid(objref)) {
                next++;
                while (isPid(next)) {
                    next++;
                }
                numbers.put(objref, next);
            }
        }
        return numbers;
    }
}
