// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.ckptimage.codec.criu.ImageName;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.CriuThread;
import org.ckptimage.codec.criu.checkpoint.HostNames;
import org.ckptimage.codec.criu.checkpoint.Inventory;
import org.ckptimage.codec.criu.checkpoint.KobjIds;
import org.ckptimage.codec.criu.checkpoint.UserNamespace;

/** What was read of the images of one directory, in whatever order they came. */
final class SetFacts {
    final List<TreeRow> tree = new ArrayList<>();
    final Map<Integer, Core> cores = new TreeMap<>();
    final Map<Integer, Ided> ids = new TreeMap<>();
    final Map<Integer, UserNamespace> userNamespaces = new TreeMap<>();
    final Map<Integer, HostNames> hosts = new TreeMap<>();
    /** By file name, the name in findings; what is not numbered too. */
    final Map<String, String> images = new LinkedHashMap<>();
    final Map<Integer, PageCount> pageCounts = new HashMap<>();
    final Map<Integer, PagesFile> pagesFiles = new HashMap<>();
    Optional<Inventory> inventory = Optional.empty();
    String treeSource = "";
    /** First image that begins as in version 1, and first that begins as in 1.1. */
    Optional<String> oldForm = Optional.empty();
    Optional<String> newForm = Optional.empty();

    /**
     * An entry of pstree.img.
     *
     * @param offset of the entry
     * @param ids numbers of the process
     * @param tids numbers of its threads
     */
    record TreeRow(long offset, CriuProcess.Ids ids, int[] tids) {}

    /**
     * A core image.
     *
     * @param source name in findings
     * @param arch name of the machine; empty if it is not known here
     * @param task state of the process, in the image of its leader
     * @param objects kernel objects, where an old version kept them
     * @param thread state of the thread; empty for a zombie
     */
    record Core(String source, String arch, Optional<TaskFacts> task, Optional<KobjIds> objects,
            Optional<CriuThread> thread) {}

    /**
     * State of a process.
     *
     * @param state {@code task_state}
     * @param exitCode {@code exit_code}
     * @param comm its name
     */
    record TaskFacts(int state, long exitCode, String comm) {}

    /**
     * An ids image.
     *
     * @param source name in findings
     * @param objects what it says
     */
    record Ided(String source, KobjIds objects) {}

    /**
     * Pages that pagemaps place in one pages file.
     *
     * @param pages how many
     * @param sure false if something in a pagemap is not known here
     */
    record PageCount(long pages, boolean sure) {
        PageCount plus(PageCount other) {
            long sum = pages + other.pages;
            return new PageCount(sum, sure && other.sure && sum >= pages);
        }
    }

    /**
     * A pages file.
     *
     * @param source name in findings
     * @param size bytes
     */
    record PagesFile(String source, long size) {}

    /** The machine of the first core image; empty if there is none. */
    String arch() {
        return cores.values().stream().map(Core::arch).findFirst().orElse("");
    }

    /** How many files there are of each kind, by the first part of their names. */
    Map<String, Long> counts() {
        Map<String, Long> counts = new TreeMap<>();
        images.keySet().forEach(file -> counts.merge(
                ImageName.of(file).map(ImageName::stem).orElse(file), 1L, Long::sum));
        return counts;
    }

    boolean has(String file) {
        return images.containsKey(file);
    }

    boolean isEmpty() {
        return images.isEmpty();
    }
}
