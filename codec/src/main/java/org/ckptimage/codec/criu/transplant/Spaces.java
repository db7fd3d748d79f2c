// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.transplant;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.checkpoint.CriuProcess;
import org.ckptimage.codec.criu.checkpoint.UserNamespace;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.model.IdMaps;
import org.ckptimage.codec.model.Image;
import org.ckptimage.codec.model.UserNs;

/**
 * Which user namespace of an image stands for which of the carrier: that of the first task decides. Ids of a
 * task in any other one would mean something else in the carrier.
 */
final class Spaces {
    /** The namespace of the process that dumped, which has no image. */
    private static final int OF_DUMPER = 0;
    private static final long DENIED = 0;

    private final Image image;
    private final CriuCheckpoint carrier;
    private final Told told;
    private final Map<Integer, Integer> pairs = new LinkedHashMap<>();

    Spaces(Image image, CriuCheckpoint carrier, Told told) {
        this.image = image;
        this.carrier = carrier;
        this.told = told;
    }

    /** True if creds in this namespace of the image are for processes of the carrier like this one. */
    boolean match(CriuProcess process, int userNsRef) {
        int space = carrier.userNamespace(process).map(UserNamespace::id).orElse(OF_DUMPER);
        return pairs.computeIfAbsent(space, first -> userNsRef) == userNsRef;
    }

    /**
     * The userns images that change, by path.
     *
     * @param directory in front of their names
     */
    Map<String, ImageChange> changes(String directory) {
        Map<String, ImageChange> changes = new HashMap<>();
        for (UserNs space : image.userNamespaces()) {
            if (!pairs.isEmpty() && !pairs.containsValue(space.objref())) {
                told.lost(space, "", "a set of CRIU images has one user namespace");
            } else if (!pairs.isEmpty() && space.creatorRef() != 0) {
                told.lost(space, "creator_ref", space.creatorRef() + ": CRIU does not say who made it");
            }
            if (pairs.getOrDefault(OF_DUMPER, -1) == space.objref() && space.maps().isPresent()) {
                told.lost(space, "uid_map", "the carrier has no user namespace");
            }
        }
        for (UserNamespace into : carrier.userNamespaces()) {
            if (pairs.containsKey(into.id())) {
                change(directory, into).ifPresent(change ->
                        changes.put(directory + file(into), change));
            }
        }
        return changes;
    }

    private Optional<ImageChange> change(String directory, UserNamespace into) {
        int objref = pairs.get(into.id());
        Optional<UserNs> space = image.userNamespaces().stream().filter(one -> one.objref() == objref)
                .findFirst();
        Optional<IdMaps> maps = space.flatMap(UserNs::maps);
        if (maps.isEmpty()) {
            told.kept(new Location(carrier.name() + "/" + directory + file(into), 0, "USERNS", 0, "uid_map"),
                    "the image has no maps");
            return Optional.empty();
        }
        if (maps.get().setgroups().isPresent() && maps.get().setgroups().getAsLong() == DENIED) {
            told.lost(space.get(), "setgroups", "deny: CRIU does not say it");
        }
        MapChange change = new MapChange(into, maps.get());
        return change.none() ? Optional.empty() : Optional.of(change);
    }

    private static String file(UserNamespace space) {
        return "userns-" + space.id() + ".img";
    }
}
