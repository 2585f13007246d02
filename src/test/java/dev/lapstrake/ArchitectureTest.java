package dev.lapstrake;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.Architectures;
import com.tngtech.archunit.library.Architectures.LayeredArchitecture;
import java.util.List;

/** Holds the directions between the packages: each uses only those below it. */
@AnalyzeClasses(packages = "dev.lapstrake", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    private static final List<String> FROM_THE_TOP = List.of(
            "maven",
            "build",
            "publish",
            "archive",
            "debug",
            "report",
            "trace",
            "verify",
            "assemble",
            "startup",
            "app",
            "runtime",
            "declared",
            "root",
            "stage",
            "image",
            "command",
            "files",
            "git",
            "cache",
            "lock",
            "registry",
            "oci",
            "http",
            "tree",
            "classfile",
            "disk",
            "parallel",
            "net",
            "log",
            "problem");

    @ArchTest
    static final ArchRule directions = directions();

    @ArchTest
    static final ArchRule noCycles =
            slices().matching("dev.lapstrake.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule onlyTheMojosKnowMaven = noClasses()
            .that()
            .resideOutsideOfPackage("..maven..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.apache.maven..", "javax.inject..")
            .because("the core must run, and be tested, without Maven");

    @ArchTest
    static final ArchRule onlyPatternsComeFromPlexus = noClasses()
            .that()
            .resideOutsideOfPackages("..maven..", "..files..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.codehaus.plexus..")
            .because("patterns of files are read as Maven reads them, and in one place");

    @ArchTest
    static final ArchRule onlyAssembleKnowsJib = noClasses()
            .that()
            .resideOutsideOfPackage("..assemble..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("com.google.cloud.tools.jib..")
            .because("what has not changed must cost no class of Jib's");

    @ArchTest
    static final ArchRule onlyTheRootKnowsBouncyCastle = noClasses()
            .that()
            .resideOutsideOfPackage("..root..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.bouncycastle..")
            .because("signatures are Debian's affair so far");

    private static ArchRule directions() {
        LayeredArchitecture layers = Architectures.layeredArchitecture().consideringOnlyDependenciesInLayers();
        for (String name : FROM_THE_TOP) {
            layers = layers.layer(name).definedBy("dev.lapstrake." + name + "..");
        }
        for (int i = 0; i < FROM_THE_TOP.size(); i++) {
            String[] above = FROM_THE_TOP.subList(0, i).toArray(String[]::new);
            layers = above.length == 0
                    ? layers.whereLayer(FROM_THE_TOP.get(i)).mayNotBeAccessedByAnyLayer()
                    : layers.whereLayer(FROM_THE_TOP.get(i)).mayOnlyBeAccessedByLayers(above);
        }
        return layers;
    }
}
