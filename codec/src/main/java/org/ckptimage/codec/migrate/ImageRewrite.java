// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.Closeable;
import java.io.IOException;
import org.ckptimage.codec.ImageException;
import org.ckptimage.codec.ReadLimits;
import org.ckptimage.codec.diag.Rule;
import org.ckptimage.codec.io.Reopenable;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.codec.migrate.tree.PidTree;
import org.ckptimage.formats.RecordType;

/** The second pass: the image from front to back, each record when it comes or when its place is reached. */
final class ImageRewrite implements Closeable {
    private final Conversion conversion;
    private final Feed feed;
    private final Sideline sideline;
    private final RecordRewrite records;
    private final PidTree tree;
    private final TaskOrder order;

    ImageRewrite(Conversion conversion, Reopenable in, ReadLimits limits) throws IOException {
        this.conversion = conversion;
        this.records = new RecordRewrite(conversion);
        this.tree = new PidTree(conversion.source, conversion.image, conversion.ledger);
        this.feed = feed(in, limits);
        this.sideline = new Sideline(feed(in, limits), records, conversion);
        this.order = new TaskOrder(conversion, records, sideline);
    }

    private Feed feed(Reopenable in, ReadLimits limits) throws IOException {
        return new Feed(in, conversion.source, limits, conversion.survey.extended());
    }

    /** Writes the whole image and flushes it. */
    void run() throws IOException {
        boolean end = false;
        while (!end && feed.next()) {
            records.sockets().before(feed);
            if (feed.isKnown()) {
                known();
                end = feed.frame().type() == RecordType.TAIL;
            } else {
                if (tree.isComplete()) {
                    tree.finish(this::freeRun);
                }
                records.foreign(feed);
            }
        }
        conversion.image.frames().flush();
    }

    private void known() throws IOException {
        if (tree.take(feed.reader(), feed.content())) {
            return;
        }
        // an object may stand before the tree is complete, a task may not
        if (tree.isComplete() || feed.frame().type() == RecordType.TASK) {
            tree.finish(this::freeRun);
        }
        records.namespaces().before(feed.frame().type());
        order.before(feed);
        if (!order.leftOut(feed)) {
            records.rewrite(feed);
        }
        order.after(feed);
    }

    @Override
    public void close() throws IOException {
        try (sideline) {
            feed.close();
        }
    }

    private int freeRun(int n) throws ImageException {
        return conversion.survey.ids().run(n).orElseThrow(() -> conversion.ledger.refusal(Rule.CKR003, "",
                "no " + n + " successive objrefs are free for pid objects"));
    }
}
