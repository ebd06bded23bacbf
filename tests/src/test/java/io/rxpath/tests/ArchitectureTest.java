package io.rxpath.tests;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The module table and who may use which library. */
class ArchitectureTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(location -> !location.contains("/tests/target/"))
            // The loops that JMH writes around a benchmark, in a package of their own below its own.
            .withImportOption(location -> !location.contains("/jmh_generated/")).importPackages("io.rxpath");
    private static final Map<String, String> FOLDERS = Map.of("native-bindings", "io.rxpath.linux", "poller",
            "io.rxpath.poller", "telemetry", "io.rxpath.telemetry", "rxpath", "io.rxpath", "lab",
            "io.rxpath.lab", "cli", "io.rxpath.cli", "bench", "io.rxpath.bench");

    @Test
    void modulesImportOnlyWhatTheTableAllows() {
        assertEquals(List.of(), ModuleTable.violations(CLASSES, ModuleTable.TABLE));
    }

    @Test
    void theCheckSeesEveryModule() {
        final Set<String> modules = new TreeSet<>();
        for (JavaClass it : CLASSES) {
            modules.add(ModuleTable.moduleOf(it.getPackageName()));
        }
        assertTrue(modules.containsAll(FOLDERS.values()), modules::toString);
    }

    @Test
    void theCheckFindsForbiddenImports() {
        for (String importing : List.of("io.rxpath.poller", "io.rxpath", "io.rxpath.lab", "io.rxpath.cli",
                "io.rxpath.bench")) {
            final Map<String, Set<String>> stricter = new HashMap<>(ModuleTable.TABLE);
            stricter.put(importing, Set.of());
            assertFalse(ModuleTable.violations(CLASSES, stricter).isEmpty(), importing);
        }
    }

    @Test
    void packagesLieInTheirModulesFolder() throws IOException {
        final Path root = Path.of(System.getProperty("rxpath.root"));
        for (Map.Entry<String, String> folder : FOLDERS.entrySet()) {
            final Path sources = root.resolve(folder.getKey()).resolve("src/main/java");
            try (var files = Files.walk(sources)) {
                for (Path file : files.filter(it -> it.toString().endsWith(".java")).toList()) {
                    final String packageName = sources.relativize(file.getParent()).toString().replace('/',
                            '.');
                    assertTrue(ModuleTable.moduleOf(packageName).startsWith(folder.getValue()),
                            file::toString);
                }
            }
        }
    }

    /** Those of bench/src/jmh lie in the packages of what they measure, and keep to those packages' rules. */
    @Test
    void onlyTheBenchIsBuiltWithJmh() {
        final Set<String> fromWithin = new TreeSet<>();
        for (JavaClass it : CLASSES) {
            final boolean measures = it.getDirectDependenciesFromSelf().stream()
                    .anyMatch(used -> used.getTargetClass().getPackageName().startsWith("org.openjdk.jmh"));
            if (measures) {
                assertTrue(it.getSource().orElseThrow().getUri().toString().contains("/bench/target/"),
                        it::getName);
                fromWithin.add(ModuleTable.moduleOf(it.getPackageName()));
            }
        }
        assertTrue(
                fromWithin.containsAll(
                        Set.of("io.rxpath", "io.rxpath.linux", "io.rxpath.poller", "io.rxpath.telemetry")),
                fromWithin::toString);
    }

    @Test
    void noHandleToASystemCallIsCritical() {
        noClasses().should().callMethod(java.lang.foreign.Linker.Option.class, "critical", boolean.class)
                .because("a critical call holds up every safepoint").check(CLASSES);
    }

    @Test
    void librariesStayWhereTheyBelong() {
        noClasses().that().resideOutsideOfPackage("io.rxpath.telemetry.journal..").should()
                .dependOnClassesThat().resideInAnyPackage("net.openhft..")
                .because("only the journal knows Chronicle").check(CLASSES);
        noClasses().that().resideOutsideOfPackage("io.rxpath.config..").should().dependOnClassesThat()
                .resideInAnyPackage("com.typesafe..").because("only the configuration is HOCON")
                .check(CLASSES);
        noClasses().that().resideOutsideOfPackages("io.rxpath.cli..", "io.rxpath.bench..").should()
                .dependOnClassesThat().resideInAnyPackage("picocli..")
                .because("only the commands have a command line").check(CLASSES);
        noClasses().that().resideOutsideOfPackages("io.rxpath.linux..").should().dependOnClassesThat()
                .areAssignableTo(java.lang.foreign.Linker.class).because("only native-bindings calls C")
                .check(CLASSES);
    }

    @Test
    void theOracleSharesNothingWithTheReceiverButTheWords() {
        noClasses().that().resideInAPackage("io.rxpath.lab.oracle..").should()
                .dependOnClassesThat(resideInAPackage("io.rxpath..")
                        .and(not(resideInAnyPackage("io.rxpath.lab.oracle..", "io.rxpath.lab.process..",
                                "io.rxpath.linux..", "io.rxpath.telemetry.event.."))))
                .because("it proves the receiver's labels, and would share its mistakes").check(CLASSES);
        noClasses().that().resideInAPackage("io.rxpath.lab.oracle..").should().dependOnClassesThat()
                .areAssignableTo(io.rxpath.telemetry.event.LatencyParts.class)
                .because("the oracle reckons the parts itself").check(CLASSES);
    }

    @Test
    void thePacketPathDoesNotLog() {
        noClasses().that().resideInAnyPackage("io.rxpath.linux..", "io.rxpath.poller..").should()
                .dependOnClassesThat().resideInAnyPackage("org.slf4j..", "java.util.logging..")
                .check(CLASSES);
    }
}
