// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.Optional;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.archive.CheckpointEntry;
import org.ckptimage.codec.criu.CriuEntry;
import org.ckptimage.codec.criu.CriuImageReader;
import org.ckptimage.codec.criu.CriuLimits;
import org.ckptimage.codec.criu.CriuMessage;
import org.ckptimage.codec.criu.ImageHead;
import org.ckptimage.codec.criu.ImageName;
import org.ckptimage.codec.criu.ImageType;
import org.ckptimage.codec.criu.MessageCheck;
import org.ckptimage.codec.criu.proto.CoreEntry;
import org.ckptimage.codec.criu.proto.InventoryEntry;
import org.ckptimage.codec.criu.proto.KobjIdsEntry;
import org.ckptimage.codec.criu.proto.PagemapEntry;
import org.ckptimage.codec.criu.proto.PagemapHead;
import org.ckptimage.codec.criu.proto.PstreeEntry;
import org.ckptimage.codec.criu.proto.UsernsEntry;
import org.ckptimage.codec.criu.proto.UtsnsEntry;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.ByteSource;

/** Reads one image file: judges its frame and its messages, and keeps the facts of those that matter. */
final class ImageFacts {
    private static final int COST_OF_FACTS = 600;
    private static final int COST_OF_THREAD = 150;

    private final CheckpointEntry file;
    private final ImageName name;
    private final SetFacts facts;
    private final CriuLimits limits;
    private final FindingSink findings;
    private final int number;
    private int pagesId;
    private long cost;

    ImageFacts(CheckpointEntry file, ImageName name, SetFacts facts, CriuLimits limits,
            FindingSink findings) {
        this.file = file;
        this.name = name;
        this.facts = facts;
        this.limits = limits;
        this.findings = findings;
        this.number = (int) name.number().orElse(0);
    }

    /** Reads the image; gives what keeping its facts costs in memory. */
    long read() throws IOException {
        facts.images.put(file.name().file(), file.source());
        if (name.raw()) {
            if (name.stem().equals("pages")) {
                facts.pagesFiles.put(number, new SetFacts.PagesFile(file.source(), file.size()));
            }
            return COST_OF_FACTS;
        }
        ByteSource source = file.bytes();
        Optional<CriuImageReader> reader = CriuImageReader.open(source, limits);
        if (reader.isEmpty()) {
            if (name.type().isPresent()) {
                throw fail(Rule.CKS001, 0, "not a CRIU image: it does not begin with a magic number");
            }
            return COST_OF_FACTS;
        }
        head(reader.get().head());
        entries(reader.get());
        return COST_OF_FACTS + cost;
    }

    private void head(ImageHead head) throws ImageException {
        Optional<ImageType> type = head.type();
        if (type.isEmpty() && name.type().isPresent()) {
            throw fail(Rule.CKS001, 0, String.format("the magic number 0x%08x is not that of a %s image",
                    head.magic(), name.stem()));
        }
        if (type.isEmpty()) {
            findings.report(finding(Rule.CKS008, 0, String.format("unknown type of image 0x%08x",
                    head.magic())));
        } else if (name.type().isPresent() && !name.type().equals(type)) {
            throw fail(Rule.CKS001, 0, "the content is an image of type " + type.get());
        }
        if (type.isPresent() && type.get() != ImageType.INVENTORY && type.get() != ImageType.STATS) {
            if (head.oldForm()) {
                facts.oldForm = facts.oldForm.or(() -> Optional.of(file.source()));
            } else {
                facts.newForm = facts.newForm.or(() -> Optional.of(file.source()));
            }
        }
    }

    private void entries(CriuImageReader reader) throws IOException {
        Optional<ImageType> type = reader.head().type();
        boolean kept = type.isPresent() && keeps(type.get());
        MessageCheck check = new MessageCheck(file.source(), reader.typeName(),
                kept ? limits.maxFields() : Integer.MAX_VALUE, findings);
        int count = 0;
        for (Optional<CriuEntry> next = reader.next(); next.isPresent(); next = reader.next()) {
            CriuEntry entry = next.get();
            if (type.isPresent() && type.get().single() && count > 0) {
                throw fail(Rule.CKS009, entry.offset(), "an entry behind the only one that CRIU reads");
            }
            Optional<Message> prototype = type.flatMap(known -> known.prototype(entry.index()));
            if (prototype.isPresent()) {
                check.check(entry, prototype.get().getDescriptorForType());
                if (kept) {
                    keep(entry, parse(entry, prototype.get()));
                }
            }
            count++;
        }
        if (count == 0 && type.isPresent() && type.get().needsEntry()) {
            throw fail(Rule.CKS013, reader.head().length(), "the file ends before its first entry");
        }
    }

    private static boolean keeps(ImageType type) {
        return switch (type) {
            case INVENTORY, PSTREE, CORE, IDS, USERNS, UTSNS, PAGEMAP -> true;
            default -> false;
        };
    }

    private Message parse(CriuEntry entry, Message prototype) throws ImageException {
        try {
            return CriuMessage.parse(entry.message(), prototype).fields();
        } catch (InvalidProtocolBufferException e) {
            throw new ImageException(finding(Rule.CKS020, entry.messageOffset(),
                    "damaged message: " + e.getMessage()), e);
        }
    }

    private void keep(CriuEntry entry, Message message) {
        if (message instanceof InventoryEntry inventory) {
            facts.inventory = Optional.of(FactReader.inventory(inventory));
        } else if (message instanceof PstreeEntry process) {
            facts.treeSource = file.source();
            facts.tree.add(FactReader.tree(entry.offset(), process));
            cost += COST_OF_FACTS + (long) COST_OF_THREAD * process.getThreadsCount();
        } else if (message instanceof CoreEntry core) {
            new CredValues(file.source(), entry, limits, findings).check(core);
            facts.cores.put(number, FactReader.core(number, file.source(), core));
            // groups, and a label and a name as long as they like
            cost += entry.message().length;
        } else if (message instanceof KobjIdsEntry ids) {
            facts.ids.put(number, new SetFacts.Ided(file.source(), FactReader.ids(ids)));
        } else if (message instanceof UsernsEntry userns) {
            facts.userNamespaces.put(number, FactReader.userNamespace(number, userns));
            cost += 10L * entry.message().length;
        } else if (message instanceof UtsnsEntry uts) {
            facts.hosts.put(number, FactReader.hostNames(number, uts));
            cost += entry.message().length;
        } else if (message instanceof PagemapHead head) {
            pagesId = head.getPagesId();
            facts.pageCounts.merge(pagesId, new SetFacts.PageCount(0, true), SetFacts.PageCount::plus);
        } else if (message instanceof PagemapEntry pages) {
            facts.pageCounts.merge(pagesId, FactReader.pages(pages), SetFacts.PageCount::plus);
        }
    }

    private ImageException fail(Rule rule, long offset, String message) {
        return new ImageException(finding(rule, offset, message));
    }

    private Finding finding(Rule rule, long offset, String message) {
        return new Finding(rule, Location.at(file.source(), offset), "", "", message);
    }
}
