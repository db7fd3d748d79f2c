// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.benchmarks;

import io.kaitai.struct.ByteBufferKaitaiStream;
import java.util.Random;
import org.ckptimage.benchmarks.proto.CredMessage;
import org.ckptimage.benchmarks.proto.GroupinfoMessage;
import org.ckptimage.benchmarks.proto.UserMessage;
import org.ckptimage.benchmarks.proto.UserNsMessage;
import org.ckptimage.codec.io.ByteOrderView;
import org.ckptimage.codec.record.CredCodec;
import org.ckptimage.codec.record.GroupinfoCodec;
import org.ckptimage.formats.FormatVersion;
import org.ckptimage.formats.gen.CkptCred;
import org.ckptimage.formats.record.CapabilitySets;
import org.ckptimage.formats.record.Cred;
import org.ckptimage.formats.record.Groupinfo;
import org.ckptimage.formats.record.Slack;

/** The records that all contenders read and write, in each of their forms. Layout v21, little-endian. */
final class Samples {
    static final FormatVersion VERSION = FormatVersion.V21;
    static final ByteOrderView ORDER = ByteOrderView.LITTLE;
    private static final long SEED = 20090520;

    private Samples() {}

    static Cred cred() {
        Random random = new Random(SEED);
        return new Cred(0, id(random), id(random), id(random), id(random), id(random), id(random), id(random),
                id(random), 17, 16, 0, new CapabilitySets(0, random.nextLong(), random.nextLong(), -1, 0x2f),
                Slack.NONE);
    }

    private static long id(Random random) {
        return 1000 + random.nextInt(60000);
    }

    static byte[] bytes(Cred cred) {
        CredCodec codec = new CredCodec(VERSION, ORDER);
        byte[] bytes = new byte[codec.length(cred)];
        codec.encode(cred, bytes, 0);
        return bytes;
    }

    static CredMessage message(Cred cred) {
        return CredMessage.newBuilder().setUid((int) cred.uid()).setSuid((int) cred.suid())
                .setEuid((int) cred.euid()).setFsuid((int) cred.fsuid()).setGid((int) cred.gid())
                .setSgid((int) cred.sgid()).setEgid((int) cred.egid()).setFsgid((int) cred.fsgid())
                .setUserRef(cred.userRef()).setGroupinfoRef(cred.groupinfoRef()).setSecRef(cred.secRef())
                .setCapInheritable(cred.caps().inheritable()).setCapPermitted(cred.caps().permitted())
                .setCapEffective(cred.caps().effective()).setCapBounding(cred.caps().bounding())
                .setSecurebits((int) cred.caps().securebits()).build();
    }

    /** The sum of all fields, so that no read can be left out. */
    static long sum(CredMessage m) {
        return m.getUid() + m.getSuid() + m.getEuid() + m.getFsuid() + m.getGid() + m.getSgid() + m.getEgid()
                + m.getFsgid() + m.getUserRef() + m.getGroupinfoRef() + m.getSecRef() + m.getCapInheritable()
                + m.getCapPermitted() + m.getCapEffective() + m.getCapBounding() + m.getSecurebits();
    }

    /** A generated class reads to the end of its stream, so each record gets one of its own. */
    static CkptCred.CkptHdrCred kaitaiCred(byte[] record) {
        CkptCred.CkptHdrCred cred = new CkptCred.CkptHdrCred(new ByteBufferKaitaiStream(record), null, null,
                true, VERSION.stamp());
        cred._read();
        return cred;
    }

    static long sum(CkptCred.CkptHdrCred c) {
        CkptCred.CkptCapabilities caps = c.capS();
        return c.uid() + c.suid() + c.euid() + c.fsuid() + c.gid() + c.sgid() + c.egid() + c.fsgid()
                + c.userRef() + c.groupinfoRef() + c.secRef() + (caps.capI0() | caps.capI1() << 32)
                + (caps.capP0() | caps.capP1() << 32) + (caps.capE0() | caps.capE1() << 32)
                + (caps.capB0() | caps.capB1() << 32) + caps.securebits();
    }

    static int[] gids(int count) {
        int[] gids = new int[count];
        Random random = new Random(SEED);
        for (int i = 0, gid = 1000; i < count; i++) {
            gid += 1 + random.nextInt(32);
            gids[i] = gid;
        }
        return gids;
    }

    static byte[] bytes(int[] gids) {
        byte[] bytes = new byte[GroupinfoCodec.length(gids.length)];
        new GroupinfoCodec(VERSION, ORDER).encode(new Groupinfo(gids, Slack.NONE), bytes, 0);
        return bytes;
    }

    static GroupinfoMessage message(int[] gids) {
        GroupinfoMessage.Builder builder = GroupinfoMessage.newBuilder();
        for (int gid : gids) {
            builder.addGroups(gid);
        }
        return builder.build();
    }

    static UserMessage userMessage() {
        return UserMessage.newBuilder().setUid(1000).setUsernsRef(18).build();
    }

    static UserNsMessage userNsMessage() {
        return UserNsMessage.newBuilder().setCreatorRef(3).build();
    }
}
