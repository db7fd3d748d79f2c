// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whole outputs against approved files. {@code -Dapprove=true} writes them anew, for a human to check. */
final class ApprovedOutputTest {
    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource({
        "show-userns, show @real/userns.ckpt",
        "show-threads, show @real/threads.ckpt",
        "show-zombie, show @real/zombie.ckpt",
        "show-seteuid, show @real/seteuid.ckpt",
        "show-caps, show @real/caps.ckpt",
        "show-failed, show @real/v21_errunlink.ckpt",
        "show-nested-userns, show @samples/v05_userns_depth3_first.img",
        "show-distinct-creds, show @samples/v23_threads_distinct_creds.img",
        "show-extensions, show @good/extensions.ckpt",
        "show-v18, show @samples/v26_rev3_x86_32.img",
        "show-json, show --json @real/userns.ckpt",
        "show-cred, show @real/caps.ckpt cred:1",
        "show-files, show @real/root.ckpt file_table:8",
        "show-groupinfo-json, show --json @samples/v1b_groups_15.img groupinfo:3",
        "show-records, show --records @samples/v01_single_task.img",
        "whoami-web, whoami @good/web-after.ckpt",
        "whoami-extensions, whoami @good/extensions.ckpt",
        "whoami-userns, whoami @real/userns.ckpt",
        "whoami-zombie, whoami @real/zombie.ckpt",
        "whoami-criu, whoami ../test-images/criu/a08-userns",
        "whoami-threads, whoami ../test-images/criu/a05-threads",
        "whoami-archive, whoami ../test-images/criu/a12-crio.tar",
        "whoami-json, whoami --json @good/web-after.ckpt",
        "help-whoami, whoami --help",
        "graph-userns-dot, show --graph dot @real/userns.ckpt",
        "graph-userns-mermaid, show --graph mermaid @real/userns.ckpt",
        "graph-userns-svg, show --graph svg @real/userns.ckpt",
        "graph-userns-html, show --graph html @real/userns.ckpt",
        "graph-chain-dot, show --graph dot @good/userns-chain.ckpt",
        "graph-chain-mermaid, show --graph mermaid @good/userns-chain.ckpt",
        "graph-chain-svg, show --graph svg @good/userns-chain.ckpt",
        "graph-chain-html, show --graph html @good/userns-chain.ckpt",
        "graph-family-dot, show --graph dot @good/family.ckpt",
        "graph-family-mermaid, show --graph mermaid @good/family.ckpt",
        "graph-family-svg, show --graph svg @good/family.ckpt",
        "graph-family-html, show --graph html @good/family.ckpt",
        "validate-valid, validate @real/root.ckpt",
        "validate-failed, validate @real/v21_errunlink.ckpt",
        "validate-two-json, validate --json @real/v21_errunlink.ckpt @real/root.ckpt",
        "validate-policy, validate --policy %policy.yaml @bad/ckr002-cred-undefined-groupinfo.ckpt "
                + "@good/web-after.ckpt ../test-images/criu/a12-crio.tar",
        "validate-policy-json, validate --json --policy %policy.yaml @good/web-after.ckpt",
        "validate-junit, validate --format=junit --policy %policy.yaml @good/web-after.ckpt",
        "explain-one, explain CKR002",
        "explain-all, explain",
        "explain-json, explain --json CKS007",
        "help, --help",
        "help-show, show --help",
        "help-validate, validate --help",
        "help-explain, explain --help",
        "help-convert, convert --help",
        "help-diff, diff --help",
        "diff-restarted, diff @real/userns.ckpt @real/re_userns.ckpt",
        "convert-json, convert @good/creds-ids.ckpt -",
        "convert-jsonl, convert --to=jsonl @samples/v23_threads_distinct_creds.img -",
        "convert-yaml, convert --to=yaml @good/lsm-labels.ckpt -",
        "help-completion, completion --help",
        "anonymize-refused, anonymize @bad/ckr002-cred-undefined-groupinfo.ckpt -",
        "help-anonymize, anonymize --help",
        "help-checkpoint, checkpoint --help",
        "help-restart, restart --help",
        "help-profile, profile --help",
        "restart-refused, restart @bad/ckr002-cred-undefined-groupinfo.ckpt",
        "restart-plan, restart --dry-run --as %root.json @good/web-after.ckpt",
        "restart-plan-userns, restart --dry-run --as %deploy.json @real/userns.ckpt"})
    void printsTheApprovedText(String name, String commandLine) throws IOException {
        check(name, CommandRun.of(arguments(commandLine)));
    }

    @ParameterizedTest
    @CsvSource({
        "cut-validate, validate -",
        "cut-show, show -"})
    void cutImages(String name, String commandLine) throws IOException {
        byte[] cut = java.util.Arrays.copyOf(TestImages.bytes("real/userns.ckpt"), 30000);
        check(name, CommandRun.reading(cut, commandLine.split(" ")));
    }

    @ParameterizedTest
    @CsvSource({
        "screen-show, show @real/zombie.ckpt",
        "screen-validate, validate @real/v21_errunlink.ckpt"})
    void screens(String name, String commandLine) throws IOException {
        Map<String, String> environment = Map.of("LANG", "C.UTF-8", "TERM", "xterm");
        check(name, CommandRun.with(new byte[0], environment, "out,err", arguments(commandLine)));
    }

    private String[] arguments(String commandLine) throws IOException {
        List<String> arguments = new ArrayList<>();
        for (String word : commandLine.split(" ")) {
            arguments.add(word.startsWith("%") ? "src/test/resources/org/ckptimage/tools/" + word.substring(1)
                    : word.startsWith("@") ? TestImages.file(directory, word.substring(1)) : word);
        }
        return arguments.toArray(String[]::new);
    }

    private void check(String name, CommandRun run) throws IOException {
        String got = (run.out() + "--- stderr\n" + run.err() + "--- exit status " + run.status() + "\n")
                .replace(directory + "/", "").replace(ToolVersion.get(), "VERSION");
        if (Boolean.getBoolean("approve")) {
            Files.writeString(Path.of("src/test/resources/org/ckptimage/tools/approved", name + ".txt"), got);
            return;
        }
        try (InputStream in = getClass().getResourceAsStream("approved/" + name + ".txt")) {
            assertNotNull(in, "nobody approved " + name);
            assertEquals(new String(in.readAllBytes(), StandardCharsets.UTF_8), got);
        }
    }
}
