// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.scan;

import static org.ckptimage.formats.RecordType.*;

import java.util.EnumMap;
import java.util.Map;
import org.ckptimage.formats.ObjType;

/** Puts the rules of all subsystems together into the grammar of one image. */
final class ImageGrammar {
    private final HeaderGrammar header;
    private final Production image;
    private final Map<ObjType, Production> objects = new EnumMap<>(ObjType.class);

    ImageGrammar(Scan scan, References references) {
        header = new HeaderGrammar(scan);
        image = Production.named("image")
                .then(header.header())
                .then(new TreeGrammar(scan).tree())
                .counted(new TaskGrammar(scan, references).task())
                .one(TAIL, scope -> header.readTail());
        PageGrammar pages = new PageGrammar(scan);
        IpcGrammar ipc = new IpcGrammar(scan, references, pages);
        MmGrammar mm = new MmGrammar(scan, references, pages);
        SocketGrammar sockets = new SocketGrammar(scan, references);
        FileGrammar files = new FileGrammar(scan, references, sockets);
        CredCheck creds = new CredCheck(scan, references);
        GroupinfoCheck groups = new GroupinfoCheck(scan);
        SignalCheck signals = new SignalCheck(scan, references);
        new NamespaceGrammar(scan, references, ipc).register(objects);
        objects.put(ObjType.CRED, Production.single(CRED, scope -> creds.cred()));
        objects.put(ObjType.USER, Production.single(USER, creds::user));
        objects.put(ObjType.USER_NS, Production.single(USER_NS, scope -> creds.userNs()));
        objects.put(ObjType.GROUPINFO, Production.single(GROUPINFO, scope -> groups.groupinfo()));
        objects.put(ObjType.SIGHAND, Production.single(SIGHAND, scope -> signals.sighand()));
        objects.put(ObjType.FILE_TABLE, files.table());
        objects.put(ObjType.FILE, files.file());
        objects.put(ObjType.MM, mm.mm());
        objects.put(ObjType.FS, mm.fs());
        objects.put(ObjType.SOCK, sockets.sock());
        objects.put(ObjType.TTY, sockets.tty());
        objects.put(ObjType.SEM_UNDO, ipc.undoList());
        objects.put(ObjType.SECURITY, new LsmCheck(scan, references).security());
    }

    Production image() {
        return image;
    }

    Map<ObjType, Production> objects() {
        return objects;
    }
}
