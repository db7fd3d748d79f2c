// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.html;

import java.io.PrintWriter;
import java.util.ArrayDeque;
import java.util.Deque;
import org.ckptimage.tools.terminal.Visible;

/**
 * Writes elements that are well-formed as XML and mean the same as HTML. Text and the values of attributes
 * may say anything: characters without a shape of their own are shown by number, and none ends an element.
 */
public final class Markup {
    private final PrintWriter out;
    private final Deque<String> open = new ArrayDeque<>();
    private boolean inText;

    public Markup(PrintWriter out) {
        this.out = out;
    }

    /** Starts an element on a line of its own; attributes are names and values in turn. */
    public Markup open(String name, String... attributes) {
        newLine();
        out.print(tag(name, ">", attributes));
        open.push(name);
        return this;
    }

    /** Ends the element that was started last. */
    public Markup close() {
        String name = open.pop();
        if (!inText) {
            out.print('\n');
        }
        out.print("</" + name + ">");
        inText = false;
        return this;
    }

    /** Ends elements until {@code depth} are left. */
    public Markup closeTo(int depth) {
        while (open.size() > depth) {
            close();
        }
        return this;
    }

    /** How many elements are started and not ended. */
    public int depth() {
        return open.size();
    }

    /** An element without contents, on a line of its own. */
    public Markup empty(String name, String... attributes) {
        newLine();
        out.print(tag(name, "/>", attributes));
        return this;
    }

    /** An element with nothing but text, on a line of its own. */
    public Markup leaf(String name, String text, String... attributes) {
        newLine();
        element(name, text, attributes);
        return this;
    }

    /** The same within a line. */
    public Markup inline(String name, String text, String... attributes) {
        element(name, text, attributes);
        inText = true;
        return this;
    }

    private void element(String name, String text, String... attributes) {
        out.print(tag(name, ">", attributes) + escape(text) + "</" + name + ">");
    }

    /** Text within a line. */
    public Markup text(String text) {
        out.print(escape(text));
        inText = true;
        return this;
    }

    /** A style sheet or script of our own, which must not contain {@code <} or {@code &}. */
    Markup verbatim(String name, String text) {
        if (text.indexOf('<') >= 0 || text.indexOf('&') >= 0) {
            throw new IllegalArgumentException(name + " would not be the same as XML and as HTML");
        }
        newLine();
        out.print("<" + name + ">" + text + "</" + name + ">");
        return this;
    }

    /** A style sheet of our own within a picture. */
    public Markup style(String css) {
        return verbatim("style", css);
    }

    private void newLine() {
        if (!open.isEmpty()) {
            out.print('\n');
        }
        inText = false;
    }

    private static String tag(String name, String end, String... attributes) {
        if (attributes.length % 2 != 0) {
            throw new IllegalArgumentException("attribute without value in " + name);
        }
        StringBuilder tag = new StringBuilder("<").append(name);
        for (int i = 0; i < attributes.length; i += 2) {
            tag.append(' ').append(attributes[i]).append("=\"").append(escape(attributes[i + 1])).append('"');
        }
        return tag.append(end).toString();
    }

    static String escape(String text) {
        String visible = Visible.of(text);
        StringBuilder escaped = new StringBuilder(visible.length() + 16);
        for (int i = 0; i < visible.length(); i++) {
            char c = visible.charAt(i);
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
