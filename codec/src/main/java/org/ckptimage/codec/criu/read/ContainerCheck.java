// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu.read;

import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.criu.checkpoint.ContainerConfig;
import org.ckptimage.codec.criu.checkpoint.CriuCheckpoint;
import org.ckptimage.codec.criu.checkpoint.OciSpec;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/** Judges what a container engine would believe of the files around the images: mounts, devices, names. */
public final class ContainerCheck {
    /** Where engines keep what they mount into containers by themselves. */
    private static final List<String> OF_ENGINES = List.of("/var/lib/containers/storage/",
            "/run/containers/storage/", "/var/run/containers/storage/", "/var/lib/kubelet/pods/",
            "/var/lib/docker/containers/", "/var/lib/docker/volumes/", "/var/lib/containerd/",
            "/run/containerd/io.containerd.");
    private static final String CRIO = "io.kubernetes.cri-o.";
    private static final String NEVER = "0001-";
    private static final String FIRST_YEAR = "2012";
    private static final String DIGEST = "@sha256:";

    private final String name;
    private final FindingSink findings;

    private ContainerCheck(String name, FindingSink findings) {
        this.name = name;
        this.findings = findings;
    }

    /** Judges what stands around the images of a container; of any other set nothing is said. */
    public static void check(CriuCheckpoint checkpoint, FindingSink findings) {
        ContainerCheck check = new ContainerCheck(checkpoint.name(), findings);
        check.check(checkpoint.spec(), checkpoint.config());
        if (checkpoint.config().isPresent() && checkpoint.signatures().isEmpty()) {
            findings.report(new Finding(Rule.CKA008, Location.at(checkpoint.name(), 0), "", "",
                    "nothing in the archive says who made it"));
        }
    }

    private void check(Optional<OciSpec> spec, Optional<ContainerConfig> config) {
        spec.ifPresent(found -> {
            found.binds().forEach(bind -> bind(bind, config.map(ContainerConfig::id).orElse("")));
            found.annotations().keySet().stream().filter(key -> key.startsWith("cdi.k8s.io/")).sorted()
                    .forEach(key -> spec(Rule.CKA005, "annotations", key,
                            "an engine that believes this annotation gives the container devices"));
        });
        config.ifPresent(found -> {
            image(found);
            times(found);
            spec.ifPresent(told -> same(told, found));
            String engine = spec.map(OciSpec::manager).orElse("");
            if (!engine.isEmpty() || !found.runtime().isEmpty()) {
                config(Rule.CKA009, "runtime", found.runtime(), "made by " + (engine.isEmpty()
                        ? "an unknown engine" : engine) + ": compare with its known vulnerabilities");
            }
        });
    }

    private void bind(OciSpec.Bind bind, String id) {
        String source = bind.source();
        boolean plain = source.startsWith("/") && !(source + "/").contains("/../");
        boolean ofEngine = OF_ENGINES.stream().anyMatch(source::startsWith)
                || !id.isEmpty() && source.contains("-containers/" + id + "/userdata/");
        if (!plain || !ofEngine) {
            spec(Rule.CKA004, "mounts", source,
                    "a path of the host is mounted into the container at " + bind.destination());
        }
    }

    private void image(ContainerConfig config) {
        String image = config.rootfsImageName();
        int slash = image.indexOf('/');
        String host = slash < 0 ? "" : image.substring(0, slash);
        boolean local = host.equals("localhost") || !host.contains(".") && !host.contains(":");
        if (!image.isEmpty() && local && !image.contains(DIGEST)
                && !config.rootfsImageRef().contains(DIGEST)) {
            config(Rule.CKA006, "rootfsImageName", image,
                    "a tag of the host that dumped: another host has another image by that name, or none");
        }
    }

    private void times(ContainerConfig config) {
        String restored = config.restoredTime();
        if (!restored.isEmpty() && !restored.startsWith(NEVER)) {
            config(Rule.CKA010, "restoredTime", restored, "the container was restored before it was dumped:"
                    + " its credentials may be those of an earlier image");
        }
        String dumped = config.checkpointedTime();
        if (!dumped.isEmpty() && !dumped.startsWith(NEVER) && dumped.compareTo(FIRST_YEAR) < 0) {
            config(Rule.CKV011, "checkpointedTime", dumped, "there was no CRIU at that time");
        }
    }

    private void same(OciSpec spec, ContainerConfig config) {
        differ("id", config.id(), spec.annotations().getOrDefault(CRIO + "ContainerID", ""));
        differ("name", config.name(), spec.annotations().getOrDefault(CRIO + "Name", ""));
        differ("rootfsImageName", config.rootfsImageName(),
                spec.annotations().getOrDefault(CRIO + "ImageName", ""));
        differ("spec.hostname", config.hostname(), spec.hostname());
        String user = spec.uid().isEmpty() ? "" : spec.uid().getAsLong() + ":" + spec.gid().orElse(0);
        differ("spec.process.user", config.user(), user);
    }

    private void differ(String field, String one, String other) {
        if (!one.isEmpty() && !other.isEmpty() && !one.equals(other)) {
            findings.report(new Finding(Rule.CKA007, new Location(name + "/config.dump", 0, "", 0, field),
                    one, other, "spec.dump says something else"));
        }
    }

    private void spec(Rule rule, String field, String got, String message) {
        findings.report(new Finding(rule, new Location(name + "/spec.dump", 0, "", 0, field), got, "",
                message));
    }

    private void config(Rule rule, String field, String got, String message) {
        findings.report(new Finding(rule, new Location(name + "/config.dump", 0, "", 0, field), got, "",
                message));
    }
}
