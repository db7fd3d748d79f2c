// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.ckptimage.codec.scan.ScanSettings;
import org.ckptimage.tools.present.Names;
import org.ckptimage.tools.terminal.Terminal;

/**
 * Runs the usual commands once and shows nothing, so that the JVM can write down which classes they load. The
 * launcher makes its class-data archive from that list.
 */
public final class Training {
    private Training() {}

    /** @param images what to run the commands on */
    public static void main(String[] images) {
        run("--version");
        run("show", "--help");
        run("validat");
        run("explain", "CKR002");
        for (String image : images) {
            run("validate", image);
            run("validate", "--json", image);
            run("whoami", image);
            run("show", image);
            run("show", "--json", image);
            run("show", "--records", image);
            run("show", image, "cred:1");
            run("validate", image + ".missing");
        }
    }

    private static void run(String... args) {
        OutputStream nowhere = OutputStream.nullOutputStream();
        Terminal silent = new Terminal(nowhere, nowhere, Map.of(), "");
        InputStream nothing = InputStream.nullInputStream();
        Main.run(new Session(nothing, silent, ScanSettings.standard(), Names::ofHost), args);
    }
}
