// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.ckptimage.codec.scan.ScanView;
import org.ckptimage.formats.RecordType;

/**
 * Keeps what extension records say until all objects and tasks are read, since such a record may stand far
 * behind what it speaks of. Of two records for the same thing the first counts.
 */
final class ExtensionReader {
    private static final long UNKNOWN_MODE = 0xffff_ffffL;

    private final Map<Integer, IdMaps> maps = new HashMap<>();
    private final Map<Integer, Cred.Ext> creds = new HashMap<>();
    private final Map<Integer, Long> modes = new HashMap<>();

    /** Takes a record if it is an extension; without the flag in HEADER it is of unknown meaning. */
    void take(ScanView view, RecordType type) {
        if (type == RecordType.EXT_USER_NS_MAP) {
            maps.putIfAbsent((int) view.get("user_ns_ref"), CredReader.maps(view));
        } else if (type == RecordType.EXT_CRED) {
            creds.putIfAbsent((int) view.get("cred_ref"), CredReader.ext(view));
        } else if (type == RecordType.EXT_TASK) {
            modes.putIfAbsent((int) view.get("task_index"), view.get("seccomp_mode"));
        }
    }

    List<Cred> creds(List<Cred> read) {
        return creds.isEmpty() ? read
                : read.stream().map(cred -> cred.with(Optional.ofNullable(creds.get(cred.objref()))))
                        .toList();
    }

    List<UserNs> userNamespaces(List<UserNs> read) {
        return maps.isEmpty() ? read
                : read.stream().map(space -> space.with(Optional.ofNullable(maps.get(space.objref()))))
                        .toList();
    }

    /** @param index position in the tree of a task */
    Task task(Task task, int index) {
        Long mode = modes.get(index);
        return mode == null || mode == UNKNOWN_MODE ? task : task.with(OptionalLong.of(mode));
    }
}
