// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.layout.FieldLayout;

/** Reads the keys of which payloads consist; each adds its bytes to a sink, in the order of the document. */
final class PayloadParts {
    /** Takes the bytes of a payload in their order. */
    @FunctionalInterface
    interface Sink {
        void accept(byte[] bytes, int from, int length) throws IOException;
    }

    private static final int WORD = 4;
    private static final int PIECE = 1 << 15;
    private static final Set<String> KEYS = Set.of(Keys.DATA, Keys.PAGES, Keys.ADDRESSES, Keys.ENTRIES,
            Keys.NUMBERS, Keys.AUXV, Keys.SEMAPHORES, Keys.ITEMS, Keys.ADDRS, Keys.PIDS, Keys.REF);
    /** Keys of which one payload may have two, the first in front of the second. */
    private static final Set<List<String>> PAIRS = Set.of(List.of(Keys.PIDS, Keys.DATA),
            List.of(Keys.ADDRESSES, Keys.PAGES), List.of(Keys.ADDRESSES, Keys.REF));
    private static final FieldLayout LONG =
            new FieldLayout(Keys.OFFSET, 0, 8, FieldLayout.Kind.SIGNED, 1);

    private final Forms forms;
    private final Optional<PageSource> references;

    /**
     * @param references where page contents outside of the document come from; empty if they are not wanted
     */
    PayloadParts(Forms forms, Optional<PageSource> references) {
        this.forms = forms;
        this.references = references;
    }

    /** True if the key stands for bytes of a payload. */
    static boolean has(String key) {
        return KEYS.contains(key);
    }

    /** True if a payload that is {@code first} and nothing else so far may go on with {@code second}. */
    static boolean pair(String first, String second) {
        return PAIRS.contains(List.of(first, second));
    }

    /** Adds what one key stands for. */
    void read(Given given, String key, Items items, Sink sink) throws IOException {
        switch (key) {
            case Keys.DATA, Keys.PAGES -> {
                for (Optional<Node> item = items.next(); item.isPresent(); item = items.next()) {
                    byte[] bytes = RecordForm.base64(given, item.get(), key);
                    sink.accept(bytes, 0, bytes.length);
                }
            }
            case Keys.PIDS -> pids(given, items, sink);
            case Keys.REF -> reference(given, items, sink);
            default -> array(given, key, items, sink);
        }
    }

    private void array(Given given, String key, Items items, Sink sink) throws IOException {
        Optional<Node> item = items.next();
        if (item.isPresent() && !forms.has(key)) {
            throw given.wrong(item.get(), key, "this version has no such payload");
        }
        Element element = forms.payload(key);
        for (; item.isPresent(); item = items.next()) {
            byte[] bytes = new byte[element.size()];
            element.read(given, item.get(), bytes, 0);
            sink.accept(bytes, 0, bytes.length);
        }
    }

    /** The depth of an entry follows its numbers. */
    private void pids(Given given, Items items, Sink sink) throws IOException {
        Element number = forms.payload(Keys.NUMBERS);
        ByteOrderView order = forms.format().order();
        for (Optional<Node> item = items.next(); item.isPresent(); item = items.next()) {
            Map<String, Node> entry = given.object(item.get(), Keys.PIDS).fields();
            Node list = entry.get(Keys.NUMBERS);
            List<Node> numbers = list == null ? List.of() : given.items(list, Keys.NUMBERS);
            if (numbers.isEmpty() || entry.size() != (entry.containsKey(Keys.DEPTH) ? 2 : 1)) {
                throw given.wrong(item.get(), Keys.PIDS, "not an object of depth and numbers");
            }
            byte[] bytes = new byte[WORD + WORD * numbers.size()];
            order.putI32(bytes, 0, numbers.size() - 1);
            for (int i = 0; i < numbers.size(); i++) {
                number.read(given, numbers.get(i), bytes, WORD + WORD * i);
            }
            sink.accept(bytes, 0, bytes.length);
        }
    }

    private void reference(Given given, Items items, Sink sink) throws IOException {
        Node node = items.next().orElse(new Node.Many(List.of(), 0));
        Map<String, Node> parts = given.object(node, Keys.REF).fields();
        if (!parts.keySet().equals(Set.of(Keys.FILE, Keys.OFFSET, Keys.LENGTH))) {
            throw given.wrong(node, Keys.REF, "not an object of file, offset and length");
        }
        String file = given.text(parts.get(Keys.FILE), Keys.FILE);
        long offset = given.number(parts.get(Keys.OFFSET), LONG);
        long left = given.number(parts.get(Keys.LENGTH), LONG);
        PageSource source = references.orElseThrow(() -> given.wrong(parts.get(Keys.FILE), Keys.REF,
                "pages outside of the document are read only with --pages=ref"));
        if (offset < 0 || left < 0) {
            throw given.wrong(node, Keys.REF, "offset and length are not negative");
        }
        byte[] piece = new byte[PIECE];
        try (InputStream in = source.open(file, offset)) {
            while (left > 0) {
                int n = in.read(piece, 0, (int) Math.min(left, piece.length));
                if (n < 0) {
                    throw given.wrong(node, Keys.REF, "the file ends before the pages do");
                }
                sink.accept(piece, 0, n);
                left -= n;
            }
        } catch (PageSource.Unusable e) {
            throw given.wrong(node, Keys.REF, e.getMessage());
        }
    }
}
