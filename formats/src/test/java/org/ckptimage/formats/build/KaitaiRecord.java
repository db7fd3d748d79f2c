// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.formats.build;

import io.kaitai.struct.ByteBufferKaitaiStream;
import io.kaitai.struct.KaitaiStruct;
import java.lang.reflect.Constructor;
import java.util.ArrayList;
import java.util.List;
import org.ckptimage.formats.Abi;
import org.ckptimage.formats.FormatVersion;

/** A record that a generated class has read, with access by kernel names. */
final class KaitaiRecord {
    private static final String PACKAGE = "org.ckptimage.formats.gen.";

    private final Spec spec;
    private final SpecType type;
    private final FormatVersion version;
    private final Abi abi;
    private final KaitaiStruct.ReadWrite object;

    KaitaiRecord(Spec spec, SpecType type, FormatVersion version, Abi abi, KaitaiStruct.ReadWrite object) {
        this.spec = spec;
        this.type = type;
        this.version = version;
        this.abi = abi;
        this.object = object;
    }

    static KaitaiRecord read(Spec spec, SpecType type, FormatVersion version, Abi abi, boolean little,
            byte[] bytes) throws ReflectiveOperationException {
        String outer = spec.file().replace(".ksy", "");
        Class<?> found = Class.forName(PACKAGE + camel(outer) + "$" + camel(type.id()));
        Constructor<?> constructor = found.getConstructors()[0];
        List<Object> arguments = new ArrayList<>();
        arguments.add(new ByteBufferKaitaiStream(bytes.clone()));
        arguments.add(null);
        arguments.add(null);
        arguments.add(little);
        for (String param : type.params()) {
            arguments.add(param.equals("abi") ? abi.specCode() : version.stamp());
        }
        KaitaiStruct.ReadWrite object = (KaitaiStruct.ReadWrite) constructor.newInstance(arguments.toArray());
        object._read();
        return new KaitaiRecord(spec, type, version, abi, object);
    }

    /** The value at a dotted kernel name: a number, bytes, a list; null if it is a further union member. */
    Object value(String name) throws ReflectiveOperationException {
        for (SpecField field : type.fields()) {
            boolean here = field.condition().holds(version, abi);
            if (here && field.name().equals(name)) {
                return get(field);
            }
            if (here && name.startsWith(field.name() + ".")) {
                SpecType nested = spec.type(field.type());
                return new KaitaiRecord(spec, nested, version, abi, (KaitaiStruct.ReadWrite) get(field))
                        .value(name.substring(field.name().length() + 1));
            }
        }
        if (type.arms().stream().noneMatch(a -> a.field().name().equals(name))) {
            throw new AssertionError(type.id() + " has nothing called " + name);
        }
        return null;
    }

    private Object get(SpecField field) throws ReflectiveOperationException {
        String camel = camel(field.id());
        String getter = Character.toLowerCase(camel.charAt(0)) + camel.substring(1);
        return object.getClass().getMethod(getter).invoke(object);
    }

    byte[] written(int length) {
        object._check();
        ByteBufferKaitaiStream out = new ByteBufferKaitaiStream(length);
        object._write(out);
        return out.toByteArray();
    }

    static String camel(String name) {
        StringBuilder text = new StringBuilder();
        for (String part : name.split("_")) {
            text.append(Character.toUpperCase(part.charAt(0))).append(part.substring(1));
        }
        return text.toString();
    }
}
