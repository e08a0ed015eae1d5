// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadTestCatalogTest {
    private static final List<String> COMMANDS = List.of("http", "sweep");

    private static LoadTestCatalog catalog(String... classNames) {
        return LoadTestCatalog.of(Stream.of(classNames)
                .<LoadTestProvider>map(
                        className -> () -> LoadTestDefinition.named(className.substring(className.lastIndexOf('.') + 1))
                                .className(className)
                                .build())
                .iterator());
    }

    private static List<String> select(LoadTestCatalog catalog, List<String> patterns, String... excludes) {
        return catalog.select(patterns, List.of(excludes), COMMANDS).stream()
                .map(LoadTestEntry::name)
                .toList();
    }

    @Test
    void shouldSelectByNameGlobRegexAndClassInTheOrderOfNames() {
        LoadTestCatalog catalog = catalog("b.FxRates", "a.FxConvert", "a.Checkout");
        assertThat(select(catalog, List.of())).containsExactly("Checkout", "FxConvert", "FxRates");
        assertThat(select(catalog, List.of("Fx*"))).containsExactly("FxConvert", "FxRates");
        assertThat(select(catalog, List.of("FxRate?"))).containsExactly("FxRates");
        assertThat(select(catalog, List.of("Checkout", "b.*"))).containsExactly("Checkout", "FxRates");
        assertThat(select(catalog, List.of("~[rk]o"))).containsExactly("Checkout");
        assertThat(select(catalog, List.of(), "Fx*")).containsExactly("Checkout");
    }

    @Test
    void shouldSelectByAPartOrARegexOfANameAsJmhDoesWhereNoNameIsExactlyThat() {
        LoadTestCatalog catalog = catalog("b.Fx", "a.FxConvert", "a.FxRates", "a.Checkout");
        assertThat(select(catalog, List.of("Convert"))).containsExactly("FxConvert");
        assertThat(select(catalog, List.of("x[CR]"))).containsExactly("FxConvert", "FxRates");
        assertThat(select(catalog, List.of(".*Fx.*"))).containsExactly("Fx", "FxConvert", "FxRates");
        assertThat(select(catalog, List.of("Fx"))).containsExactly("Fx");
        assertThat(select(catalog, List.of(), "x")).containsExactly("Checkout");
        assertThatThrownBy(() -> select(catalog, List.of("Convert("))).hasMessageContaining("no load test matches");
    }

    @Test
    void shouldSuggestNamesAndCommandsWhenNothingMatches() {
        LoadTestCatalog catalog = catalog("a.FxConvert", "a.Checkout");
        assertThatThrownBy(() -> select(catalog, List.of("FxConvrt")))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage("no load test matches 'FxConvrt'; did you mean 'FxConvert'?");
        assertThatThrownBy(() -> select(catalog, List.of("checkout"))).hasMessageContaining("did you mean 'Checkout'?");
        assertThatThrownBy(() -> select(catalog, List.of("htpp"))).hasMessageContaining("did you mean 'http'?");
        assertThatThrownBy(() -> select(catalog, List.of("zzzzzzzz")))
                .hasMessage("no load test matches 'zzzzzzzz' (there is Checkout, FxConvert); -l lists what there is");
    }

    @Test
    void shouldRefuseAPatternWithoutMatchAlsoWhenAnotherMatches() {
        LoadTestCatalog catalog = catalog("a.FxConvert");
        assertThatThrownBy(() -> select(catalog, List.of("Fx*", "Nope"))).hasMessageContaining("'Nope'");
        assertThatThrownBy(() -> select(catalog, List.of(), "Nope")).hasMessageContaining("-e 'Nope'");
        assertThatThrownBy(() -> select(catalog, List.of(), "*")).hasMessageContaining("excludes every load test");
        assertThatThrownBy(() -> select(catalog, List.of("~("))).hasMessageContaining("not a regular expression");
        assertThatThrownBy(() -> select(catalog, List.of("http://x/"))).hasMessageContaining("write: http http://x/");
    }

    @Test
    void shouldNameTestsByClassWhereTheirNamesCollide() {
        LoadTestCatalog catalog = catalog("a.Fx", "b.Fx");
        assertThat(select(catalog, List.of("Fx"))).containsExactly("a.Fx", "b.Fx");
        assertThat(select(catalog, List.of("b.Fx"))).containsExactly("b.Fx");
    }

    @Test
    void shouldExplainAJarWithoutLoadTests() {
        assertThatThrownBy(() -> select(catalog(), List.of()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("no load test in this jar")
                .hasMessageContaining("JDK 23")
                .hasMessageContaining("annotationProcessorPaths")
                .hasMessageContaining("ServicesResourceTransformer");
        assertThatThrownBy(() -> select(catalog(), List.of("swep"))).hasMessageContaining("did you mean 'sweep'?");
    }

    @Test
    void shouldNameAStaleEntryAndKeepTheOthers(@TempDir Path folder) throws Exception {
        Path services = Files.createDirectories(folder.resolve("META-INF/services"));
        Files.writeString(
                services.resolve(LoadTestProvider.class.getName()),
                "gone.Old_LoadTest\n" + Present.class.getName() + "\n" + Broken.class.getName() + "\n");
        try (URLClassLoader loader = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader())) {
            LoadTestCatalog catalog = LoadTestCatalog.find(loader);
            assertThat(catalog.entries()).extracting(LoadTestEntry::name).contains("Present");
            assertThat(catalog.problems())
                    .anySatisfy(problem ->
                            assertThat(problem).contains("gone.Old_LoadTest").contains("mvn clean package"))
                    .anySatisfy(problem -> assertThat(problem).contains("broken on purpose"));
        }
    }

    /** Found through a service file. */
    public static final class Present implements LoadTestProvider {
        @Override
        public LoadTestDefinition definition() {
            return LoadTestDefinition.named("Present").build();
        }
    }

    /** Fails to load. */
    public static final class Broken implements LoadTestProvider {
        @Override
        public LoadTestDefinition definition() {
            throw new NoClassDefFoundError("broken on purpose");
        }
    }
}
