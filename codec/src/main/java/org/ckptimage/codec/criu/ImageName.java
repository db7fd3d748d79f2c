// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.criu;

import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Name of an image file, taken apart: {@code core-42.img} has the stem {@code core} and the number 42.
 *
 * @param stem what is in front of the number
 * @param number pid, tid or other id; empty for the files a set has one of
 */
public record ImageName(String stem, OptionalLong number) {
    private static final Set<String> WITHOUT_DOT = Set.of("stats-dump", "stats-restore", "irmap-cache");
    /** Output of other programs, and memory. */
    private static final Set<String> RAW = Set.of("pages", "pages-shmem", "ifaddr", "route", "route6", "rule",
            "iptables", "ip6tables", "nftables", "netns-ct", "netns-exp", "tmpfs", "tmpfs-dev");
    private static final int LONGEST_NUMBER = 10;
    private static final long LARGEST = 0xffff_ffffL;

    public ImageName {
        Objects.requireNonNull(stem);
        Objects.requireNonNull(number);
    }

    /**
     * Takes a name apart.
     *
     * @param file name without directories
     * @return empty if CRIU gives no image such a name
     */
    public static Optional<ImageName> of(String file) {
        if (WITHOUT_DOT.contains(file)) {
            return Optional.of(new ImageName(file, OptionalLong.empty()));
        }
        if (!file.endsWith(".img")) {
            return Optional.empty();
        }
        String base = file.substring(0, file.length() - ".img".length());
        if (base.endsWith(".tar.gz")) {
            base = base.substring(0, base.length() - ".tar.gz".length());
        }
        int dash = base.lastIndexOf('-');
        String digits = base.substring(dash + 1);
        if (dash > 0 && isNumber(digits)) {
            return Optional.of(new ImageName(base.substring(0, dash),
                    OptionalLong.of(Long.parseLong(digits))));
        }
        return Optional.of(new ImageName(base, OptionalLong.empty()));
    }

    /** True for digits as a number is printed: CRIU would not find core-007.img. */
    private static boolean isNumber(String digits) {
        if (digits.isEmpty() || digits.length() > LONGEST_NUMBER) {
            return false;
        }
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return false;
            }
        }
        return (digits.length() == 1 || digits.charAt(0) != '0') && Long.parseLong(digits) <= LARGEST;
    }

    /** True for a file without magic number and entries. */
    public boolean raw() {
        return RAW.contains(stem);
    }

    /** The type that CRIU gives files of this name; empty for a raw or unknown one. */
    public Optional<ImageType> type() {
        return ImageType.ofStem(stem);
    }
}
