// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.recipe;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ckptimage.codec.compose.CredPlan;
import org.ckptimage.codec.compose.FilePlan;
import org.ckptimage.codec.compose.FilesPlan;
import org.ckptimage.codec.compose.LabelPlan;
import org.ckptimage.codec.compose.PipePlan;
import org.ckptimage.codec.compose.SocketPlan;
import org.ckptimage.codec.compose.TtyPlan;

/** Lines about open files: pipe, socketpair, tty, file, files. */
final class FileLines {
    private final NamedThings names;

    FileLines(NamedThings names) {
        this.names = names;
    }

    boolean read(RecipeLine line) {
        switch (line.verb()) {
            case "pipe" -> names.put(line.word(0), new PipePlan(bytes(line.text("data", ""))));
            case "socketpair" -> sockets(line);
            case "tty" -> names.put(line.word(0),
                    new TtyPlan(line.integer("number", 0), bytes(line.text("input", ""))));
            case "file" -> names.put(line.word(0), file(line));
            case "files" -> names.put(line.word(0), files(line));
            default -> {
                return false;
            }
        }
        return true;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private void sockets(RecipeLine line) {
        SocketPlan one = SocketPlan.pair(names.get(line, CredPlan.class, line.text("cred", "root")));
        for (String data : line.text("receive", "").split(",")) {
            if (!data.isEmpty()) {
                one.receive(bytes(data));
            }
        }
        one.fragments(line.integer("fragments", 0));
        names.put(line.word(0), one);
        names.put(line.word(1), one.peer());
    }

    private FilePlan file(RecipeLine line) {
        CredPlan opener = names.get(line, CredPlan.class, line.text("cred", "root"));
        return new FilePlan(kind(line), opener, names.option(line, "label", LabelPlan.class, null),
                line.integer("flags", 2), line.number("pos", 0));
    }

    private FilePlan.Kind kind(RecipeLine line) {
        if (line.has("fifo")) {
            return new FilePlan.Fifo(line.text("fifo"), names.get(line, PipePlan.class, line.text("pipe")));
        }
        if (line.has("pipe")) {
            return new FilePlan.PipeEnd(names.get(line, PipePlan.class, line.text("pipe")));
        }
        if (line.has("socket")) {
            return new FilePlan.Socket(names.get(line, SocketPlan.class, line.text("socket")));
        }
        if (line.has("tty")) {
            return new FilePlan.Terminal(names.get(line, TtyPlan.class, line.text("tty")),
                    line.text("end", "slave").equals("master"));
        }
        if (line.has("eventfd")) {
            return new FilePlan.EventFd(line.number("eventfd", 0));
        }
        return line.has("epoll") ? epoll(line) : new FilePlan.Named(line.text("path"));
    }

    private FilePlan.Kind epoll(RecipeLine line) {
        List<FilePlan.EpollItem> items = new ArrayList<>();
        for (String item : line.text("epoll").split(",")) {
            if (!item.isEmpty()) {
                String[] part = item.split(":");
                items.add(new FilePlan.EpollItem(names.get(line, FilePlan.class, part[1]),
                        (int) line.number(part[0]), 1, line.number(part[0])));
            }
        }
        return new FilePlan.Epoll(items);
    }

    private FilesPlan files(RecipeLine line) {
        FilesPlan files = new FilesPlan();
        for (Map.Entry<String, String> open : line.options().entrySet()) {
            String value = open.getValue();
            boolean close = value.endsWith("!");
            String name = close ? value.substring(0, value.length() - 1) : value;
            files.open((int) line.number(open.getKey()), names.get(line, FilePlan.class, name), close);
        }
        return files;
    }
}
