// SPDX-License-Identifier: Apache-2.0
package io.vastar;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Holds the arrows between the packages, and what hot packages must do without. */
class ArchitectureTest {
    /** An import goes only to a later line; packages of one line do not know each other. */
    private static final List<List<String>> DOWNWARDS = List.of(
            List.of("cli"),
            List.of("report", "run"),
            List.of("sweep", "log"),
            List.of("engine"),
            List.of("plan"),
            List.of("target"),
            List.of("http"),
            List.of("http2"),
            List.of("http1"),
            List.of("lane", "names", "tls", "tunnel"),
            List.of("slo", "feed", "content", "auth"),
            List.of("record", "pace"),
            List.of("wire"),
            List.of("spi"),
            List.of("api"),
            List.of("buffer", "time"),
            List.of("grammar"),
            List.of("annotations"));

    private static final String[] LOAD_WING = {
        "io.vastar.sweep..", "io.vastar.engine..", "io.vastar.plan..", "io.vastar.record..", "io.vastar.pace.."
    };
    private static final String[] PROTOCOL_WING = {
        "io.vastar.http..",
        "io.vastar.http2..",
        "io.vastar.http1..",
        "io.vastar.names..",
        "io.vastar.tls..",
        "io.vastar.tunnel..",
        "io.vastar.lane..",
        "io.vastar.wire.."
    };
    private static final String[] HOT = {
        "io.vastar.engine..",
        "io.vastar.lane..",
        "io.vastar.http1..",
        "io.vastar.http2..",
        "io.vastar.wire..",
        "io.vastar.record..",
        "io.vastar.buffer.."
    };

    /** Builds the message of a refusal, once, before a run. */
    private static final Set<String> SLOW_PATHS = Set.of("io.vastar.http1.HttpUrl.checkCharacters(java.lang.String)");

    private static JavaClasses classes;

    @BeforeAll
    static void read() {
        classes = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.vastar")
                .that(not(resideInAnyPackage("io.vastar.testkit..")));
    }

    @Test
    void shouldImportOnlyDownwards() {
        List<String> upwards = new ArrayList<>();
        for (JavaClass origin : classes) {
            origin.getDirectDependenciesFromSelf().forEach(dependency -> {
                int from = line(origin);
                int to = line(dependency.getTargetClass());
                boolean samePackage = name(origin).equals(name(dependency.getTargetClass()));
                if (to >= 0 && !samePackage && to <= from) {
                    upwards.add(dependency.getDescription());
                }
            });
        }
        assertThat(upwards).isEmpty();
    }

    @Test
    void shouldKnowTheLineOfEveryPackage() {
        Set<String> unknown = new TreeSet<>();
        for (JavaClass type : classes) {
            if (line(type) < 0) {
                unknown.add(type.getPackageName());
            }
        }
        assertThat(unknown).isEmpty();
    }

    @Test
    void shouldKeepTheProtocolWingApartFromTheLoadWing() {
        noClasses()
                .that()
                .resideInAnyPackage(PROTOCOL_WING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LOAD_WING)
                .because("protocols know exchanges and lanes, not who drives them")
                .check(classes);
        noClasses()
                .that()
                .resideInAnyPackage(LOAD_WING)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(PROTOCOL_WING)
                .because("the engine gets lanes from a provider, which makes every protocol equal")
                .check(classes);
        noClasses()
                .that()
                .resideInAPackage("io.vastar.buffer..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(LOAD_WING)
                .check(classes);
    }

    @Test
    void shouldKeepFormattingStreamsAndLoggingOutOfHotPackages() {
        List<String> found = new ArrayList<>();
        for (JavaClass type : classes) {
            if (resideInAnyPackage(HOT).test(type)) {
                for (JavaAccess<?> access : type.getAccessesFromSelf()) {
                    if (isSlow(access)
                            && !SLOW_PATHS.contains(access.getOrigin().getFullName())) {
                        found.add(access.getDescription());
                    }
                }
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isSlow(JavaAccess<?> access) {
        String owner = access.getTargetOwner().getFullName();
        String member = access.getTarget().getName();
        return owner.startsWith("java.util.stream.")
                || member.equals("stream") && owner.startsWith("java.util.")
                || owner.equals("java.lang.String") && (member.equals("format") || member.equals("formatted"))
                || owner.equals("java.lang.System") && (member.equals("out") || member.equals("err"))
                || owner.startsWith("java.util.logging.")
                || owner.startsWith("java.lang.System$Logger")
                || member.equals("printStackTrace");
    }

    private static int line(JavaClass type) {
        String name = name(type);
        for (int i = 0; i < DOWNWARDS.size(); i++) {
            if (DOWNWARDS.get(i).contains(name)) {
                return i;
            }
        }
        return -1;
    }

    /** The package under io.vastar; empty outside. */
    private static String name(JavaClass type) {
        String name = type.getBaseComponentType().getPackageName();
        return name.startsWith("io.vastar.")
                ? name.substring("io.vastar.".length()).split("[.]")[0]
                : "";
    }

    @Test
    void shouldUseTheCommandLineLibraryOnlyInTheCommandLine() {
        Set<String> users = classes.stream()
                .filter(type -> type.getDirectDependenciesFromSelf().stream()
                        .anyMatch(d -> d.getTargetClass().getPackageName().startsWith("picocli")))
                .map(ArchitectureTest::name)
                .collect(Collectors.toSet());
        assertThat(users).containsExactly("cli");
    }
}
