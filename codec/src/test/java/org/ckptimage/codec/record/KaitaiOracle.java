// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.record;

import io.kaitai.struct.ByteBufferKaitaiStream;
import io.kaitai.struct.KaitaiStruct;
import java.lang.reflect.RecordComponent;
import java.util.List;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.RecordType;
import org.ckptimage.formats.gen.CkptCred;
import org.ckptimage.formats.gen.CkptHeader;
import org.ckptimage.formats.gen.CkptTask;
import org.ckptimage.formats.record.CapabilitySets;

/** Hot records as the generated classes see them. */
final class KaitaiOracle {
    static final List<RecordType> TYPES = List.of(RecordType.TASK, RecordType.TASK_CREDS, RecordType.CRED,
            RecordType.USER, RecordType.USER_NS, RecordType.GROUPINFO, RecordType.OBJREF);

    private KaitaiOracle() {}

    static KaitaiStruct.ReadWrite read(RecordType type, FormatVersion version, Abi abi, ByteOrderView order,
            byte[] bytes) {
        ByteBufferKaitaiStream in = new ByteBufferKaitaiStream(bytes.clone());
        boolean little = order == ByteOrderView.LITTLE;
        KaitaiStruct.ReadWrite object = switch (type) {
            case TASK -> task(in, version, abi, little);
            case CRED -> version == FormatVersion.V14_CREDS
                    ? new CkptCred.CkptHdrCredV14(in, null, null, little)
                    : new CkptCred.CkptHdrCred(in, null, null, little, version.stamp());
            case TASK_CREDS -> new CkptCred.CkptHdrTaskCreds(in, null, null, little);
            case USER -> new CkptCred.CkptHdrUserStruct(in, null, null, little);
            case USER_NS -> new CkptCred.CkptHdrUserNs(in, null, null, little);
            case GROUPINFO -> new CkptCred.CkptHdrGroupinfo(in, null, null, little);
            case OBJREF -> new CkptHeader.CkptHdrObjref(in, null, null, little);
            default -> throw new IllegalArgumentException(type.name());
        };
        object._read();
        return object;
    }

    private static KaitaiStruct.ReadWrite task(ByteBufferKaitaiStream in, FormatVersion version, Abi abi,
            boolean little) {
        int stamp = version.stamp();
        if (!version.since(FormatVersion.V18)) {
            return new CkptTask.CkptHdrTaskV14(in, null, null, little, stamp);
        }
        if (!version.since(FormatVersion.V19)) {
            boolean wide = in.size() == TaskLayout.V18.length();
            return new CkptTask.CkptHdrTaskV18(in, null, null, little,
                    wide ? Abi.X86_64.specCode() : abi.specCode());
        }
        return version.since(FormatVersion.V23_RC2) ? new CkptTask.CkptHdrTask(in, null, null, little)
                : new CkptTask.CkptHdrTaskV19(in, null, null, little, stamp);
    }

    static byte[] write(KaitaiStruct.ReadWrite object, int length) {
        ByteBufferKaitaiStream out = new ByteBufferKaitaiStream(length);
        object._check();
        object._write(out);
        return out.toByteArray();
    }

    /** The value that the generated class has for a component of a record; null if this version lacks it. */
    static Object value(KaitaiStruct.ReadWrite object, RecordComponent component)
            throws ReflectiveOperationException {
        String name = component.getName().equals("gids") ? "groups" : component.getName();
        try {
            return object.getClass().getMethod(name).invoke(object);
        } catch (NoSuchMethodException e) {
            return null;
        }
    }

    /** The sets as the generated class of the version has them. */
    static CapabilitySets caps(KaitaiStruct.ReadWrite object) {
        if (object instanceof CkptCred.CkptHdrCredV14 seed) {
            return new CapabilitySets(seed.capI(), seed.capP(), seed.capE(), seed.capB(), 0);
        }
        CkptCred.CkptCapabilities caps = ((CkptCred.CkptHdrCred) object).capS();
        return new CapabilitySets(caps.capI0() | caps.capI1() << 32, caps.capP0() | caps.capP1() << 32,
                caps.capE0() | caps.capE1() << 32, caps.capB0() | caps.capB1() << 32, caps.securebits());
    }

    /** Components of a record that are plain numbers. */
    static boolean isNumber(RecordComponent component) {
        return component.getType() == long.class || component.getType() == int.class;
    }

}
