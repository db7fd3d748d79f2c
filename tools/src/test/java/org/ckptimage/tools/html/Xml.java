// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools.html;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NamedNodeMap;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Markup as a parser sees it. */
public final class Xml {
    private static final Set<String> LOADING = Set.of("src", "srcset", "href", "xlink:href", "data", "action",
            "formaction", "poster", "background", "ping", "manifest");
    private static final Set<String> FRAMES = Set.of("link", "base", "iframe", "object", "embed", "image",
            "img", "foreignObject", "use");

    private Xml() {}

    /** Parses; fails if the text is not well-formed. */
    public static Document parse(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setAttribute(XMLConstants.ACCESS_EXTERNAL_DTD, "");
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return builder.parse(new InputSource(new StringReader(text)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new AssertionError(e.getMessage() + " in\n" + text, e);
        }
    }

    /** Everything in it that could make a browser load or run something from elsewhere, or by an event. */
    public static List<String> outwardReferences(Document document) {
        List<String> found = new ArrayList<>();
        for (Element element : elements(document)) {
            if (FRAMES.contains(element.getTagName())) {
                found.add(element.getTagName());
            }
            NamedNodeMap attributes = element.getAttributes();
            for (int i = 0; i < attributes.getLength(); i++) {
                String name = attributes.item(i).getNodeName();
                String value = attributes.item(i).getNodeValue();
                boolean out = LOADING.contains(name) && !value.startsWith("#") || name.startsWith("on")
                        || name.equals("style") || leaves(value) && !name.equals("xmlns");
                if (out) {
                    found.add(name + "=" + value);
                }
            }
            boolean code = element.getTagName().equals("style") || element.getTagName().equals("script");
            if (code && leaves(element.getTextContent())) {
                found.add(element.getTagName());
            }
        }
        return found;
    }

    private static boolean leaves(String text) {
        String lower = text.toLowerCase(Locale.ROOT).replace("url(#", "");
        return lower.contains("url(") || lower.contains("@import") || lower.contains("http:")
                || lower.contains("https:") || lower.contains("javascript:") || lower.contains("fetch(");
    }

    /** All elements, in order. */
    public static List<Element> elements(Document document) {
        NodeList nodes = document.getElementsByTagName("*");
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < nodes.getLength(); i++) {
            elements.add((Element) nodes.item(i));
        }
        return elements;
    }
}
