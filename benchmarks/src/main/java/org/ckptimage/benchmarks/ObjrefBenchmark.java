// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.ckptimage.codec.graph.ObjrefAllocator;
import org.ckptimage.codec.graph.ObjrefTable;
import org.ckptimage.formats.ObjType;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Look-up and add of many objects, each pass from an empty table; milliseconds for all objects. The generated
 * classes and protobuf have no such table; plain Java maps stand in for them.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2)
@Measurement(iterations = 3)
@Fork(jvmArgsAppend = "-Xmx6g")
public class ObjrefBenchmark {
    /** Objects in the table. */
    @Param("10000000")
    public int objects;

    private Object[] keys;

    @Setup(Level.Trial)
    public void setup() {
        keys = new Object[objects];
        for (int i = 0; i < objects; i++) {
            keys[i] = new Object();
        }
    }

    /** The reader's side: define each, refer to each, look each up. */
    @Benchmark
    public long readTable() {
        ObjrefTable table = new ObjrefTable();
        long found = 0;
        for (int i = 1; i <= objects; i++) {
            table.define(i, ObjType.CRED);
            table.refer(i);
        }
        for (int i = 1; i <= objects; i++) {
            found += table.typeOf(i) == ObjType.CRED ? 1 : 0;
        }
        return found;
    }

    /** The same with a map of boxed ids. */
    @Benchmark
    public long readHashMap() {
        Map<Integer, ObjType> table = new HashMap<>();
        long found = 0;
        for (int i = 1; i <= objects; i++) {
            table.put(i, ObjType.CRED);
        }
        for (int i = 1; i <= objects; i++) {
            found += table.get(i) == ObjType.CRED ? 1 : 0;
        }
        return found;
    }

    /** The same with a byte for each id and no checks: the floor. */
    @Benchmark
    public long readByteArray() {
        byte[] table = new byte[objects + 1];
        long found = 0;
        for (int i = 1; i <= objects; i++) {
            table[i] = 1;
        }
        for (int i = 1; i <= objects; i++) {
            found += table[i];
        }
        return found;
    }

    /** The writer's side: add each object, then look each up. */
    @Benchmark
    public long writeAllocator() {
        ObjrefAllocator allocator = ObjrefAllocator.byIdentity();
        long sum = 0;
        for (Object key : keys) {
            sum += allocator.lookupAdd(ObjType.CRED, key).objref();
        }
        for (Object key : keys) {
            sum += allocator.lookup(ObjType.CRED, key);
        }
        return sum;
    }
}
