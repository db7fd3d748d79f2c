// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate.source;

import static org.ckptimage.formats.FormatVersion.V16;
import static org.ckptimage.formats.FormatVersion.V18;
import static org.ckptimage.formats.FormatVersion.V19;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.record.BufferContent;
import org.ckptimage.codec.record.RecordLayouts;
import org.ckptimage.codec.scan.RecordListener;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.codec.scan.TaskTree;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/**
 * The first pass: learns of an image what the second pass has to know before it comes to it, and whether the
 * target can express it at all. Memory grows with tasks and objects.
 */
public final class Survey implements RecordListener {
    private static final long EXTENDED = 0x8000_0000L;
    /** What the constant of HEADER can say. */
    private static final int MOST_AUXV = 0xffff;

    private final FormatVersion target;
    private final Refusals refusals;
    private final UsedIds ids = new UsedIds();
    private final Placement placement;
    private final Inexpressible inexpressible;
    private final SeedNamespaces namespaces;
    private final BufferContent.Tracker buffers = new BufferContent.Tracker();
    private final Map<StructLayout, List<FieldLayout>> references = new IdentityHashMap<>();
    private ImageFormat format;
    private RecordLayouts layouts;
    private TaskTree tree;
    private boolean extended;
    private boolean network;
    private OptionalLong auxv = OptionalLong.empty();

    /** A survey of the input called {@code file}, which is to become {@code target}. */
    public Survey(String file, FormatVersion target, ReadLimits limits) {
        this.target = target;
        this.refusals = new Refusals(file);
        this.placement = new Placement(target, refusals);
        this.inexpressible = new Inexpressible(target, limits, refusals);
        this.namespaces = new SeedNamespaces(target, ids, refusals);
    }

    @Override
    public void record(ScanView view) {
        if (format == null) {
            format = view.format();
            layouts = new RecordLayouts(format.version(), format.abi());
            tree = view.tree();
            platform(view);
        }
        RecordType type = view.frame().type();
        if (type == null || Feed.isExtensionType(type)) {
            return;
        }
        BufferContent content = buffers.next(type);
        placement.judge(view);
        if (type == RecordType.BUFFER) {
            if (content == BufferContent.AUXV) {
                auxv(view);
            }
        } else if (view.frame().isHeld()) {
            inexpressible.judge(view);
            objects(view, type);
            namespaces.judge(view);
        }
        if (type == RecordType.HEADER) {
            header(view);
        }
        network |= type == RecordType.NET_NS;
    }

    private void platform(ScanView view) {
        if (format.abi().archId(target) < 0) {
            refusals.refuse(view, Rule.CKS018, "arch_id", target.label() + " has no number for "
                    + format.abi().kernelName());
        } else if (format.version() == V16 && target != V16) {
            refusals.refuse(view, Rule.CKS012, "rev", V16.label() + " has no credentials, " + target.label()
                    + " cannot be without, and none are made up");
        }
    }

    /** Notes what ids are used, if new ones will be needed, and what the scan of the seed does not judge. */
    private void objects(ScanView view, RecordType type) {
        boolean fromSeed = format.version().reconstructed() && !target.reconstructed();
        boolean newIds = fromSeed || !format.version().since(FormatVersion.V19_RC3)
                || RecordType.PIDS.in(target) && !RecordType.PIDS.in(format.version());
        if (!newIds) {
            return;
        }
        Optional<StructLayout> layout = layouts.of(view.frame());
        if (layout.isEmpty()) {
            return;
        }
        for (FieldLayout field : references.computeIfAbsent(layout.get(), Survey::references)) {
            ids.note(view.frame().getInt(field));
        }
        if (fromSeed) {
            seed(view, type);
        }
    }

    private static List<FieldLayout> references(StructLayout layout) {
        return layout.fields().stream().filter(f -> f.display() == FieldLayout.Display.REF).toList();
    }

    private void seed(ScanView view, RecordType type) {
        if (type == RecordType.OBJREF) {
            ids.define(view.openObjref(), view.openType());
        } else if (type == RecordType.TASK_OBJS) {
            required(view, "files_objref", ObjType.FILE_TABLE);
            required(view, "mm_objref", ObjType.MM);
            required(view, "sighand_objref", ObjType.SIGHAND);
        } else if (type == RecordType.FILE && view.get("f_credref") != 0) {
            required(view, "f_credref", ObjType.CRED);
        }
    }

    private void required(ScanView view, String field, ObjType type) {
        if (!ids.isDefined((int) view.get(field), type)) {
            refusals.refuse(view, Rule.CKR002, field, target.label() + " wants a " + type
                    + " object here, and there is none before this record");
        }
    }

    /** A vector counted in entries may be too long to be counted in bytes. */
    private void header(ScanView view) {
        extended = (view.get("uflags") & EXTENDED) != 0;
        boolean bytes = format.version().since(V19) && !target.since(V19) && target.since(V18);
        if (bytes && view.get("constants.at_vector_size") * format.abi().wordSize() > MOST_AUXV) {
            refusals.refuse(view, Rule.CKS017, "constants.at_vector_size",
                    "the auxiliary vector has a length that " + target.label() + " cannot express");
        }
    }

    /** The vector changes between machine words and u64, and its length becomes a constant of HEADER. */
    private void auxv(ScanView view) {
        long length = view.frame().length() - Long.BYTES;
        boolean differs = auxv.isPresent() && auxv.getAsLong() != length;
        auxv = auxv.isPresent() ? auxv : OptionalLong.of(length);
        boolean counted = format.version().reconstructed() && target.since(V18);
        boolean words = !format.version().since(V19) && target.since(V19);
        if (counted && (differs || length > MOST_AUXV) || words && length % format.abi().wordSize() != 0) {
            refusals.refuse(view, Rule.CKS017, "len",
                    "the auxiliary vector has a length that " + target.label() + " cannot express");
        }
    }

    /** How the image is written. */
    public ImageFormat format() {
        return format;
    }

    /** True if the image has this format. */
    public boolean isAlready(ImageFormat wanted) {
        return wanted.version() == format.version() && wanted.order() == format.order();
    }

    /** Why the image cannot be converted; empty if it can. */
    public Optional<ImageException> refusal() {
        return refusals.first();
    }

    /** The objrefs of the image. */
    public UsedIds ids() {
        return ids;
    }

    /** Where the parts of each task stand. */
    public Placement placement() {
        return placement;
    }

    /** What NS of the other form says. */
    public SeedNamespaces namespaces() {
        return namespaces;
    }

    /** The process tree. */
    public TaskTree tree() {
        return tree;
    }

    /** True if the image announces extension records. */
    public boolean extended() {
        return extended;
    }

    /** True if a network namespace is in the image. */
    public boolean network() {
        return network;
    }

    /** Bytes of the auxiliary vector; empty if there is no address space. */
    public OptionalLong auxv() {
        return auxv;
    }
}
