// SPDX-License-Identifier: Apache-2.0
package org.ckptimage.tools;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** formats <- codec <- restart <- tools, codec <- tools, and no other edge. */
@AnalyzeClasses(packages = "org.ckptimage", importOptions = ImportOption.DoNotIncludeTests.class)
final class LayerTest {
    @ArchTest
    static final ArchRule FORMATS_KNOW_NOBODY = noClasses().that().resideInAPackage("org.ckptimage.formats..")
            .should().dependOnClassesThat().resideInAnyPackage("org.ckptimage.codec..",
                    "org.ckptimage.tools..");

    @ArchTest
    static final ArchRule CODEC_KNOWS_NO_TOOLS = noClasses().that().resideInAPackage("org.ckptimage.codec..")
            .should().dependOnClassesThat().resideInAnyPackage("org.ckptimage.tools..", "picocli..");

    @ArchTest
    static final ArchRule CODEC_KNOWS_NO_RESTART = noClasses().that()
            .resideInAnyPackage("org.ckptimage.codec..",
            "org.ckptimage.formats..").should().dependOnClassesThat()
            .resideInAPackage("org.ckptimage.restart..");

    @ArchTest
    static final ArchRule RESTART_KNOWS_NO_TOOLS = noClasses().that()
            .resideInAPackage("org.ckptimage.restart..")
            .should().dependOnClassesThat().resideInAnyPackage("org.ckptimage.tools..", "picocli..");

    @ArchTest
    static final ArchRule PROC_KNOWS_NO_IMAGES = noClasses().that()
            .resideInAPackage("..restart.capture.proc..").should().dependOnClassesThat()
            .resideInAnyPackage("..codec.compose..", "..codec.write..", "..restart.capture");

    /** Whoever reads images needs no parser of text on the class path. */
    @ArchTest
    static final ArchRule IMAGES_KNOW_NO_TEXT = noClasses().that().resideInAnyPackage("..codec.io..",
            "..codec.frame..", "..codec.detect..", "..codec.diag..", "..codec.graph..", "..codec.record..",
            "..codec.scan..", "..codec.model..", "..codec.write..", "..codec.compose..")
            .should().dependOnClassesThat().resideInAnyPackage("com.fasterxml..", "..codec.json..");

    @ArchTest
    static final ArchRule NOBODY_KNOWS_TEST_IMAGES = noClasses().that().resideInAPackage("org.ckptimage..")
            .should().dependOnClassesThat().resideInAPackage("org.ckptimage.images..");

    @ArchTest
    static final ArchRule MODULES_HAVE_NO_CYCLE = slices().matching("org.ckptimage.(*)..").should()
            .beFreeOfCycles();

    @ArchTest
    static final ArchRule TOOL_PACKAGES_HAVE_NO_CYCLE = slices().matching("org.ckptimage.tools.(*)..")
            .should().beFreeOfCycles();

    @ArchTest
    static final ArchRule TERMINAL_KNOWS_NO_IMAGES = noClasses().that().resideInAPackage("..tools.terminal..")
            .should().dependOnClassesThat().resideInAnyPackage("org.ckptimage.codec..",
                    "org.ckptimage.formats..");
}
