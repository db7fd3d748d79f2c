// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.migrate;

import java.io.Closeable;
import java.io.IOException;
import org.ckptimage.codec.migrate.source.Feed;
import org.ckptimage.formats.RecordType;

/**
 * A second way through the source, for records of a task that the target has in another place: TASK with its
 * name, and the machine state. Runs ahead of the main one or behind it, and only ever forward, so that
 * nothing between need be kept.
 */
final class Sideline implements Closeable {
    private final Feed feed;
    private final RecordRewrite records;
    private final Conversion conversion;

    Sideline(Feed feed, RecordRewrite records, Conversion conversion) {
        this.feed = feed;
        this.records = records;
        this.conversion = conversion;
    }

    /** Writes TASK and its name. */
    void head(int task) throws IOException {
        find(RecordType.TASK, task);
        records.rewrite(feed);
        do {
            advance();
        } while (!(feed.isKnown() && feed.isComm()));
        records.rewrite(feed);
    }

    /** Writes THREAD, RESTART_BLOCK, CPU and CPU_FPU. */
    void machine(int task) throws IOException {
        boolean more = true;
        if (feed.task() < task) {
            find(RecordType.TASK, task);
        }
        while (more) {
            advance();
            if (feed.isKnown() && isMachine(feed.frame().type())) {
                records.rewrite(feed);
                more = expectsMore();
            }
        }
    }

    /** True for the records of the machine state. */
    static boolean isMachine(RecordType type) {
        return switch (type) {
            case THREAD, RESTART_BLOCK, CPU, CPU_FPU -> true;
            default -> false;
        };
    }

    /** CPU is the last one, save where x86 has used floating point. */
    private boolean expectsMore() {
        RecordType type = feed.frame().type();
        if (type == RecordType.CPU && conversion.source.abi().x86()) {
            return feed.frame().get(conversion.from.require(type).field("used_math")) != 0;
        }
        return type == RecordType.THREAD || type == RecordType.RESTART_BLOCK;
    }

    private void find(RecordType type, int task) throws IOException {
        do {
            advance();
        } while (feed.task() < task || !feed.isKnown() || feed.frame().type() != type);
    }

    private void advance() throws IOException {
        if (!feed.next()) {
            throw new IOException("the input has changed while it was converted");
        }
    }

    @Override
    public void close() throws IOException {
        feed.close();
    }
}
