// SPDX-License-Identifier: Apache-2.0
package io.vastar.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClasspathRoots;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import io.vastar.annotations.LoadTest;
import io.vastar.spi.ConfigurationException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;

class DiscoveryTest {
    private static final UniqueId ENGINE = UniqueId.forEngine(VastarTestEngine.ID);
    private static final String ITS = "io.vastar.junit.its.";

    @Test
    void shouldFindTheLoadTestsOfAPackage() {
        assertThat(found(selectPackage("io.vastar.junit.its")))
                .containsExactlyInAnyOrder("OrdersIT", "OrdersIT.Nested", "renamed");
    }

    @Test
    void shouldFindTheLoadTestsOfAClassPathRoot() throws Exception {
        Path root = Path.of(
                getClass().getProtectionDomain().getCodeSource().getLocation().toURI());
        assertThat(found(selectClasspathRoots(Set.of(root)).get(0)))
                .contains("OrdersIT", "OrdersIT.Nested", "renamed", "Shop.Good", "Shop.Sized")
                .doesNotHaveDuplicates();
    }

    @Test
    void shouldFindALoadTestByItsRunnerAndNameBothAsSurefireWants() {
        assertThat(found(selectClass("io.vastar.junit.Shop_Good_LoadTest")))
                .containsExactlyInAnyOrder("Shop_Good_LoadTest", "Shop.Good");
        assertThat(found(selectClass(Shop.Good.class), selectClass("io.vastar.junit.Shop_Good_LoadTest")))
                .containsExactly("Shop.Good");
    }

    @Test
    void shouldLeaveLoadTestsNamedForFailsafeToIt() {
        assertThat(found(selectClass(ITS + "OrdersIT_LoadTest"))).isEmpty();
        assertThat(found(selectClass(ITS + "OrdersIT_Nested_LoadTest"))).isEmpty();
        assertThat(found(selectClass(ITS + "OrdersIT"))).containsExactly("OrdersIT", "OrdersIT.Nested");
    }

    @Test
    void shouldFindTheLoadTestsNestedInAClass() {
        assertThat(found(selectClass(ITS + "Bystander"))).containsExactly("renamed");
    }

    @Test
    void shouldFindNothingInOtherClassesNorByMethods() {
        assertThat(found(
                        selectClass(DiscoveryTest.class),
                        selectMethod(ITS + "Bystander", "method"),
                        selectMethod("io.vastar.junit.Shop$Stepping", "home", "io.vastar.api.HttpRequest")))
                .isEmpty();
    }

    @Test
    void shouldKeepToFiltersOfClassNames() {
        TestDescriptor root = new VastarTestEngine()
                .discover(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectPackage("io.vastar.junit.its"))
                                .filters(ClassNameFilter.includeClassNamePatterns(".*Bystander.*"))
                                .build(),
                        ENGINE);

        assertThat(names(root)).containsExactly("renamed");
    }

    @Test
    void shouldFindOneTestByItsUniqueId() {
        UniqueId id = ENGINE.append("load-test", "io.vastar.junit.Shop$Good").append("check", "errors<0.1%");

        TestDescriptor loadTest = only(discover(selectUniqueId(id)));

        assertThat(loadTest.getDisplayName()).isEqualTo("Shop.Good");
        assertThat(only(loadTest).getUniqueId()).isEqualTo(id);
    }

    @Test
    void shouldFindOneCombinationByItsUniqueId() {
        UniqueId id = ENGINE.append("load-test", "io.vastar.junit.Shop$Sized").append("params", "size=200");

        TestDescriptor combination = only(only(discover(selectUniqueId(id))));

        assertThat(combination.getUniqueId()).isEqualTo(id);
        assertThat(only(combination).getDisplayName()).isEqualTo("meets expectations");
        assertThat(only(combination).getLegacyReportingName()).isEqualTo("size=200 meets expectations");
    }

    @Test
    void shouldFindNothingByTheUniqueIdOfAnObjectiveThatIsGone() {
        UniqueId id = ENGINE.append("load-test", "io.vastar.junit.Shop$Good").append("check", "p99<1ns");

        assertThat(discover(selectUniqueId(id)).getDescendants()).noneMatch(TestDescriptor::isTest);
    }

    @Test
    void shouldMarkTheAnnotationForIdes() {
        assertThat(LoadTest.class).hasAnnotation(Testable.class);
    }

    @Test
    void shouldTagLoadTests() {
        TestDescriptor root = discover(selectClass(Shop.Good.class));

        assertThat(root.getDescendants())
                .hasSize(4)
                .allMatch(part -> part.getTags().contains(TestTag.create("load-test")));
    }

    @Test
    void shouldFailALoadTestThatWasCompiledWithoutTheProcessor(@TempDir Path directory) throws Exception {
        Path source = Files.writeString(directory.resolve("CheckoutTest.java"), """
                @io.vastar.annotations.LoadTest(url = "http://127.0.0.1:1/")
                class CheckoutTest {}
                """);
        String annotations = Path.of(LoadTest.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(null, null, null, "-proc:none", "-cp", annotations, source.toString()))
                .isZero();
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {directory.toUri().toURL()}, getClass().getClassLoader())) {
            Running run = Running.with(Map.of(), List.of(selectClass(loader.loadClass("CheckoutTest"))));

            assertThat(run.reason("CheckoutTest"))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("vastar-processor");
        }
    }

    private static TestDescriptor discover(DiscoverySelector... selectors) {
        return new VastarTestEngine()
                .discover(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectors)
                                .build(),
                        ENGINE);
    }

    private static List<String> found(DiscoverySelector... selectors) {
        return names(discover(selectors));
    }

    private static List<String> names(TestDescriptor root) {
        List<String> names = new ArrayList<>();
        root.getChildren().forEach(child -> names.add(child.getDisplayName()));
        return names;
    }

    private static TestDescriptor only(TestDescriptor parent) {
        assertThat(parent.getChildren()).hasSize(1);
        return parent.getChildren().iterator().next();
    }
}
