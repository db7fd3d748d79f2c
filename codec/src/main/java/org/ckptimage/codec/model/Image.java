// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.model;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.ckptimage.codec.ImageFormat;

/**
 * Who is inside an image: everything but memory, files and sockets. Lists are in the order of the stream. An
 * image that could not be read to its end holds what came before.
 *
 * @param format how it is written; empty for CRIU, and if not even the first record could be read
 * @param header what HEADER says; empty if there is none
 * @param tasks every task and thread
 * @param creds every CRED
 * @param users every USER
 * @param userNamespaces every USER_NS
 * @param groupinfos every GROUPINFO
 * @param namespaces every NS
 * @param utsNamespaces every UTS_NS
 * @param recordCounts number of records by type name, {@code type N} for types that the version does
 *     not have; of a set of CRIU images, number of files by the first part of their names
 * @param failures texts of the ERROR records of a failed checkpoint
 * @param criu the set of CRIU images that it was read from; empty if it is a stream of records
 */
public record Image(Optional<ImageFormat> format, Optional<Header> header, List<Task> tasks, List<Cred> creds,
        List<User> users, List<UserNs> userNamespaces, List<Groupinfo> groupinfos,
        List<Ns> namespaces, List<UtsNs> utsNamespaces,
        Map<String, Long> recordCounts, List<String> failures, Optional<CriuSet> criu) {
    public Image {
        Objects.requireNonNull(format);
        Objects.requireNonNull(header);
        tasks = List.copyOf(tasks);
        creds = List.copyOf(creds);
        users = List.copyOf(users);
        userNamespaces = List.copyOf(userNamespaces);
        groupinfos = List.copyOf(groupinfos);
        namespaces = List.copyOf(namespaces);
        utsNamespaces = List.copyOf(utsNamespaces);
        recordCounts = Collections.unmodifiableMap(new LinkedHashMap<>(recordCounts));
        failures = List.copyOf(failures);
        Objects.requireNonNull(criu);
    }

    /** An image that is no set of CRIU images. */
    public Image(Optional<ImageFormat> format, Optional<Header> header, List<Task> tasks, List<Cred> creds,
            List<User> users, List<UserNs> userNamespaces, List<Groupinfo> groupinfos,
            List<Ns> namespaces, List<UtsNs> utsNamespaces,
            Map<String, Long> recordCounts, List<String> failures) {
        this(format, header, tasks, creds, users, userNamespaces, groupinfos, namespaces, utsNamespaces,
                recordCounts, failures, Optional.empty());
    }

    /** False if not even the beginning could be read. */
    public boolean known() {
        return format.isPresent() || criu.isPresent();
    }
}
