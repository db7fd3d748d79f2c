// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import java.io.IOException;
import org.ckptimage.codec.ImageFormat;
import org.ckptimage.codec.frame.Frame;
import org.ckptimage.formats.ObjType;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.layout.FieldLayout;
import org.ckptimage.formats.layout.StructLayout;

/** A record in its context, as a {@link RecordListener} sees it. */
public interface ScanView {
    /** How the image is written. */
    ImageFormat format();

    /** The record. A BUFFER is not held, see {@link #payload}. */
    Frame frame();

    /**
     * Makes the next {@code n} bytes of a payload that is not held visible in {@code frame().bytes()} at the
     * returned index; what nobody asks for is dropped.
     */
    int payload(int n) throws IOException;

    /** The object that the record belongs to; 0 if none. */
    int openObjref();

    /** Type of that object; null if none. */
    ObjType openType();

    /** Position in the tree of the task being read; -1 before the first. */
    int task();

    /** The process tree, complete once the first task is read. */
    TaskTree tree();

    /** The layout of the record at hand; null if unknown. */
    StructLayout layout();

    /** The value of a field of the record at hand; 0 if this version does not have it. */
    long get(String field);

    /** The field of a record type, as {@link Frame#get} wants it. */
    FieldLayout field(RecordType type, String name);
}
