// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.rewrite;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;

/**
 * Finds objects that say the same: GROUPINFO with equal bytes, USER with equal uid in the same USER_NS, CRED
 * with equal content that refers to equal objects. A label counts by its id, and creds are equal only if
 * their extension records are. USER_NS are never equal: two of them are two namespaces.
 *
 * <p>References point backwards, so one pass is enough for all but the creds, whose extension records come
 * later.
 */
final class EqualObjects implements RecordListener {
    /** A cred seen. */
    private record SeenCred(int objref, ByteBuffer content) {}

    /** What makes creds equal; the extension is empty if there is none. */
    private record CredValue(ByteBuffer content, ByteBuffer extension) {}

    private static final ByteBuffer NONE = ByteBuffer.allocate(0);

    private final RefFields refs = new RefFields();
    private final MessageDigest sha256;
    private final Map<ByteBuffer, Integer> first = new HashMap<>();
    private final Map<Integer, Integer> merged = new HashMap<>();
    private final List<SeenCred> creds = new ArrayList<>();
    private final Map<Integer, ByteBuffer> extensions = new HashMap<>();
    private final Map<RecordType, Integer> counts = new HashMap<>();
    private Draft draft;
    private boolean unknown;

    EqualObjects() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    @Override
    public void record(ScanView view) {
        RecordType type = view.frame().type();
        if (type == null) {
            unknown = true;
            return;
        }
        if (!view.frame().isHeld()) {
            return;
        }
        switch (type) {
            case GROUPINFO -> object(view, ObjType.GROUPINFO);
            case USER -> object(view, ObjType.USER);
            case CRED -> object(view, ObjType.CRED);
            case EXT_CRED -> extension(view);
            default -> { }
        }
    }

    private void object(ScanView view, ObjType type) {
        if (view.openType() != type) {
            return;
        }
        load(view);
        refs.map(draft, objref -> merged.getOrDefault(objref, objref));
        ByteBuffer content = digest();
        int objref = view.openObjref();
        if (type == ObjType.CRED) {
            creds.add(new SeenCred(objref, content));
        } else {
            merge(draft.type(), objref, first.putIfAbsent(content, objref));
        }
    }

    private void load(ScanView view) {
        draft = draft == null ? new Draft(view.format()) : draft;
        draft.load(view.frame());
    }

    private void extension(ScanView view) {
        load(view);
        int cred = (int) draft.get("cred_ref");
        draft.put("cred_ref", 0);
        extensions.put(cred, digest());
    }

    private ByteBuffer digest() {
        sha256.update(draft.bytes(), 0, draft.length());
        return ByteBuffer.wrap(sha256.digest());
    }

    private void merge(RecordType type, int objref, Integer equal) {
        // a broken image may define an objref twice
        if (equal != null && equal != objref && merged.putIfAbsent(objref, equal) == null) {
            counts.merge(type, 1, Integer::sum);
        }
    }

    /**
     * Each object that can be dropped, and the equal one before it. None, if the image has records of unknown
     * types: they might name any object.
     */
    Map<Integer, Integer> merged() {
        Map<CredValue, Integer> values = new HashMap<>();
        for (SeenCred cred : creds) {
            CredValue value = new CredValue(cred.content(), extensions.getOrDefault(cred.objref(), NONE));
            merge(RecordType.CRED, cred.objref(), values.putIfAbsent(value, cred.objref()));
        }
        creds.clear();
        return unknown ? Map.of() : merged;
    }

    /** How many objects of a kind can be dropped. */
    int count(RecordType type) {
        return unknown ? 0 : counts.getOrDefault(type, 0);
    }
}
