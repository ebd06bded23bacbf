package io.rxpath.tests;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which module may import which, by their packages: the table of docs/architecture.md. */
final class ModuleTable {
    /** Longest package first where one holds another. */
    static final Map<String, Set<String>> TABLE = table();

    private ModuleTable() {
    }

    private static Map<String, Set<String>> table() {
        final Map<String, Set<String>> table = new LinkedHashMap<>();
        table.put("io.rxpath.linux", Set.of());
        table.put("io.rxpath.poller", Set.of("io.rxpath.linux"));
        table.put("io.rxpath.telemetry", Set.of("io.rxpath.linux", "io.rxpath.poller"));
        table.put("io.rxpath.lab.process", Set.of("io.rxpath.linux"));
        table.put("io.rxpath.lab.oracle",
                Set.of("io.rxpath.linux", "io.rxpath.telemetry", "io.rxpath.lab.process"));
        table.put("io.rxpath.lab", Set.of("io.rxpath.linux", "io.rxpath.poller", "io.rxpath.telemetry",
                "io.rxpath", "io.rxpath.lab.process", "io.rxpath.lab.oracle"));
        table.put("io.rxpath.cli", Set.of("io.rxpath.linux", "io.rxpath.poller", "io.rxpath.telemetry",
                "io.rxpath", "io.rxpath.lab", "io.rxpath.lab.oracle"));
        table.put("io.rxpath.bench",
                Set.of("io.rxpath.linux", "io.rxpath.poller", "io.rxpath.telemetry", "io.rxpath",
                        "io.rxpath.lab", "io.rxpath.lab.process", "io.rxpath.lab.oracle", "io.rxpath.cli"));
        table.put("io.rxpath", Set.of("io.rxpath.linux", "io.rxpath.poller", "io.rxpath.telemetry"));
        return table;
    }

    /** The packages of module {@code io.rxpath} itself; any other beside the modules is nobody's. */
    private static final Set<String> ROOT = Set.of("io.rxpath", "io.rxpath.config", "io.rxpath.settings",
            "io.rxpath.doctor", "io.rxpath.feed");

    /** The module of a package, or empty where it belongs to none. */
    static String moduleOf(String packageName) {
        for (String module : TABLE.keySet()) {
            if (!module.equals("io.rxpath") && (packageName + ".").startsWith(module + ".")) {
                return module;
            }
        }
        return ROOT.stream().anyMatch(
                it -> packageName.equals(it) || !it.equals("io.rxpath") && packageName.startsWith(it + "."))
                        ? "io.rxpath"
                        : "";
    }

    /** Each import that {@code table} does not allow, in words. */
    static List<String> violations(JavaClasses classes, Map<String, Set<String>> table) {
        final List<String> violations = new ArrayList<>();
        for (JavaClass importing : classes) {
            final String from = moduleOf(importing.getPackageName());
            if (from.isEmpty()) {
                violations.add(importing.getName() + " lies in a package of no module");
                continue;
            }
            for (Dependency dependency : importing.getDirectDependenciesFromSelf()) {
                final JavaClass target = dependency.getTargetClass().getBaseComponentType();
                final String to = target.getPackageName().startsWith("io.rxpath")
                        ? moduleOf(target.getPackageName())
                        : from;
                if (!to.equals(from) && !table.get(from).contains(to) || beyondCounters(from, target)) {
                    violations.add(from + " may not import " + target.getName() + ": "
                            + dependency.getDescription());
                }
            }
        }
        return violations;
    }

    /** Telemetry sees what the poller counts, not how it polls. */
    private static boolean beyondCounters(String from, JavaClass target) {
        return from.equals("io.rxpath.telemetry") && target.getPackageName().startsWith("io.rxpath.poller")
                && !target.getSimpleName().endsWith("Counters");
    }
}
