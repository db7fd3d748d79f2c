// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.codec.archive;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.ckptimage.codec.diag.Finding;
import org.ckptimage.codec.diag.FindingSink;
import org.ckptimage.codec.diag.Location;
import org.ckptimage.codec.diag.Rule;

/**
 * The files of a directory and of {@code checkpoint} in it, in alphabetical order. Links are not followed,
 * and what is no regular file is not opened.
 */
final class DirectoryFiles implements CheckpointFiles {
    private static final String IMAGES = "checkpoint";

    private final Path root;
    private final FindingSink findings;
    private final Deque<Path> waiting = new ArrayDeque<>();
    private InputStream open = InputStream.nullInputStream();

    DirectoryFiles(Path root, FindingSink findings) throws IOException {
        this.root = root;
        this.findings = findings;
        list(root);
        if (Files.isDirectory(root.resolve(IMAGES), LinkOption.NOFOLLOW_LINKS)) {
            list(root.resolve(IMAGES));
        }
    }

    private void list(Path directory) throws IOException {
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            files.forEach(found::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(null);
        waiting.addAll(found);
    }

    @Override
    public String name() {
        return root.toString();
    }

    @Override
    public Optional<CheckpointEntry> next() throws IOException {
        open.close();
        while (!waiting.isEmpty()) {
            Path path = waiting.remove();
            EntryName name = EntryName.of(root.relativize(path).toString());
            String source = root + "/" + name.text();
            BasicFileAttributes attributes = Files.readAttributes(path, BasicFileAttributes.class,
                    LinkOption.NOFOLLOW_LINKS);
            if (attributes.isRegularFile()) {
                open = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS);
                return Optional.of(new CheckpointEntry(name, source, attributes.size(), open));
            }
            if (!attributes.isDirectory() && !parentLink(path, attributes)) {
                findings.report(new Finding(Rule.CKA002, Location.at(source, 0), "", "",
                        "link or special file among the images"));
            }
        }
        return Optional.empty();
    }

    private static boolean parentLink(Path path, BasicFileAttributes attributes) throws IOException {
        return attributes.isSymbolicLink() && path.endsWith("parent")
                && parentTarget(Files.readSymbolicLink(path).toString());
    }

    /** True for {@code NAME} and {@code ../NAME}: a directory beside the images or beside theirs. */
    static boolean parentTarget(String target) {
        String name = target.startsWith("../") ? target.substring(3) : target;
        return !name.isEmpty() && !name.equals("..") && !name.equals(".") && name.indexOf('/') < 0;
    }

    @Override
    public void close() throws IOException {
        open.close();
    }
}
