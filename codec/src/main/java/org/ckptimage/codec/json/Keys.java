// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.json;

/** Keys of the text form that are no fields of a kernel struct; frozen with the schema. */
final class Keys {
    static final String SCHEMA = "schema";
    static final String SCHEMA_ID = "ckpt-image/image/1";
    static final String TOOL_VERSION = "tool_version";
    static final String FORMAT = "format";
    static final String VERSION = "version";
    static final String ARCH = "arch";
    static final String BYTE_ORDER = "byte_order";
    static final String RECORDS = "records";

    /** Name of the record type; a number if the version does not have it. */
    static final String TYPE = "type";
    /** {@code type} of NETDEV, the only struct with a field of that name. */
    static final String NETDEV_TYPE = "netdev_type";
    /** Bytes of the record, where they do not follow from the rest. */
    static final String LEN = "len";
    /** Payload in base64; pieces of it in an array if it is long. */
    static final String DATA = "data";
    /** Payload as text; NUL up to the end of the payload follow. */
    static final String TEXT = "text";
    /** Bytes of a payload of {@code text}, if there is not just one NUL. */
    static final String SIZE = "size";
    /** Bytes behind the struct in base64. */
    static final String TRAILING = "trailing";
    /** Bytes other than 0 that no field covers. */
    static final String SLACK = "slack";
    static final String AT = "at";
    static final String VALUE = "value";
    /** Bytes of a text field that are no text, in hexadecimal digits. */
    static final String HEX = "hex";
    /** The page behind SOCKET_FRAG in base64. */
    static final String PAGE = "page";
    /** Page contents in base64. */
    static final String PAGES = "pages";
    /** Where page contents lie, instead of {@link #PAGES}. */
    static final String REF = "ref";
    static final String FILE = "file";
    static final String OFFSET = "offset";
    static final String LENGTH = "length";

    static final String ENTRIES = "entries";
    static final String PIDS = "pids";
    static final String DEPTH = "depth";
    static final String NUMBERS = "numbers";
    static final String AUXV = "auxv";
    static final String ADDRESSES = "addresses";
    static final String SEMAPHORES = "semaphores";
    static final String ITEMS = "items";
    static final String ADDRS = "addrs";

    private Keys() {}
}
