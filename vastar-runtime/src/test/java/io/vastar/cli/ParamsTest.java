// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.grammar.ParamValues;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.LoadTestProvider;
import io.vastar.spi.SweepDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** One run for each combination of {@code @Param} values. */
class ParamsTest {
    private final Fakes vastar = new Fakes();
    private final List<String> calls = new ArrayList<>();

    private void add(LoadTestBuilder builder) {
        LoadTestDefinition definition = builder.build();
        vastar.providers.add(new LoadTestProvider() {
            @Override
            public LoadTestDefinition definition() {
                return definition;
            }

            @Override
            public void setParams(Map<String, String> values) {
                if (values.containsKey("size")) {
                    ParamValues.toInt("size", values.get("size"));
                }
                calls.add(values.toString());
            }

            @Override
            public String setUp() {
                calls.add("set up");
                return null;
            }
        });
    }

    private static LoadTestBuilder fx() {
        return LoadTestDefinition.named("Fx")
                .className("a.Fx")
                .url("http://h/${mode}?size=${size}")
                .param("size", "1k", "10k")
                .param("mode", "fast", "safe");
    }

    private static LoadTestBuilder plain() {
        return LoadTestDefinition.named("Plain").className("a.Plain").url("http://p/${host:x}");
    }

    private List<String> urls() {
        return vastar.runs.stream().map(plan -> plan.request().url()).toList();
    }

    private List<String> names() {
        return vastar.runs.stream().map(plan -> plan.name()).toList();
    }

    private void assertRefused(String message, String... arguments) {
        assertThat(vastar.run(arguments)).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).contains("error: " + message).doesNotContain("\tat ");
        assertThat(vastar.runs).isEmpty();
        assertThat(calls).doesNotContain("set up");
    }

    @Test
    void shouldRunEachCombinationUnderItsName() {
        add(fx());
        assertThat(vastar.run("-p", "size=1k,2k")).isEqualTo(ExitCode.OK);
        assertThat(names())
                .containsExactly(
                        "Fx:size=1k,mode=fast", "Fx:size=1k,mode=safe", "Fx:size=2k,mode=fast", "Fx:size=2k,mode=safe");
        assertThat(urls()).startsWith("http://h/fast?size=1k", "http://h/safe?size=1k", "http://h/fast?size=2k");
        assertThat(calls.subList(calls.size() - 2, calls.size())).containsExactly("{size=2k, mode=safe}", "set up");
        assertThat(vastar.out())
                .contains("=== Fx:size=1k,mode=safe ===\ntext of Fx:size=1k,mode=safe")
                .contains("\n  Fx:size=2k,mode=fast  ");
    }

    @Test
    void shouldNameCombinationsInJson() {
        add(fx());
        assertThat(vastar.run("-o", "json", "--param", "mode=safe")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("{\"runs\":[\"Fx:size=1k,mode=safe\",\"Fx:size=10k,mode=safe\"]}\n");
    }

    @Test
    void shouldNameCombinationsThatSweep() throws Exception {
        add(fx().sweep(SweepDefinition.over("1,2")));
        assertThat(vastar.run("-o", "json", "-p", "mode=safe")).isEqualTo(ExitCode.OK);
        var json = new ObjectMapper().readTree(vastar.out());
        assertThat(json.at("/load_tests/1/name").asText()).isEqualTo("Fx:size=10k,mode=safe");
        assertThat(vastar.sweeps).hasSize(2);
    }

    @Test
    void shouldPickCombinationsByPattern() {
        add(fx());
        add(plain());
        assertThat(vastar.run("Fx:size=1k,mode=fast")).isEqualTo(ExitCode.OK);
        assertThat(vastar.run("*mode=safe", "-e", "Fx:size=1k*")).isEqualTo(ExitCode.OK);
        assertThat(vastar.run("Fx", "-e", "*:*safe")).isEqualTo(ExitCode.OK);
        assertThat(names())
                .containsExactly(
                        "Fx:size=1k,mode=fast",
                        "Fx:size=10k,mode=safe",
                        "Fx:size=1k,mode=fast",
                        "Fx:size=10k,mode=fast");
    }

    @Test
    void shouldSuggestPlainNamesAndCombinations() {
        add(fx());
        add(plain());
        assertRefused("no load test matches 'Plian'; did you mean 'Plain'?", "Plian");
        assertRefused(
                "no load test matches 'Fx:size=1k,mode=fats'; did you mean 'Fx:size=1k,mode=fast'",
                "Fx:size=1k,mode=fats");
    }

    @Test
    void shouldListCombinations() throws Exception {
        add(fx());
        add(plain());
        assertThat(vastar.run("-l", "-p", "mode=safe")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out().lines().map(line -> line.split(" ")[0]))
                .containsExactly("Fx:size=1k,mode=safe", "Fx:size=10k,mode=safe", "Plain");
        assertThat(calls).isEmpty();
        Fakes other = new Fakes();
        other.providers.addAll(vastar.providers);
        assertThat(other.run("-l", "-o", "json")).isEqualTo(ExitCode.OK);
        var json = new ObjectMapper().readTree(other.out());
        assertThat(json.at("/load_tests/2/params/size").asText()).isEqualTo("10k");
        assertThat(json.at("/load_tests/4/params").size()).isZero();
    }

    @Test
    void shouldTellAValueThatDoesNotFitBeforeAnythingRuns() {
        add(fx());
        assertRefused(
                "the params of 'Fx:size=many,mode=fast': size = 'many' is no int; write a whole number",
                "-p",
                "size=1k,many");
    }

    @Test
    void shouldRefuseWrongParams() {
        add(fx());
        add(plain());
        assertRefused("-p sise: no selected load test has a @Param of that name; did you mean 'size'?", "-p", "sise=1");
        assertRefused(
                "-p size: no selected load test has a @Param of that name; they have none", "Plain", "-p", "size=1");
        assertRefused("-p size has no value; write -p size=1,2", "-p", "size");
        assertRefused("-p size= has no value; write -p size=1,2", "-p", "size=");
        assertRefused("-p =1 has no value; write -p field=1,2", "-p", "=1");
        assertRefused("-p size has the value '1' twice; leave one out", "-p", "size=1,2", "-p", "size=1");
        assertRefused("-p size and -P size give the same name a value; keep one", "-p", "size=1", "-P", "size=2");
        assertRefused(
                "-P size: load test 'Fx' has a @Param of that name, whose values come first; write -p size=2",
                "-P",
                "size=2");
    }

    @Test
    void shouldJoinTheValuesOfRepeatedParams() {
        add(fx());
        assertThat(vastar.run("-p", "size=1", "-p", "mode=x", "-p", "size=2")).isEqualTo(ExitCode.OK);
        assertThat(names()).containsExactly("Fx:size=1,mode=x", "Fx:size=2,mode=x");
    }

    @Test
    void shouldRefuseTooManyCombinationsOfSelectedLoadTestsOnly() {
        String[] many = new String[101];
        for (int i = 0; i < many.length; i++) {
            many[i] = String.valueOf(i);
        }
        add(LoadTestDefinition.named("Large")
                .url("http://l")
                .param("size", many)
                .param("mode", many));
        add(plain());
        assertRefused("load test 'Large' has more than 1000 combinations of its params; pick some with -p", "Large");
        assertThat(vastar.run("Plain")).isEqualTo(ExitCode.OK);
        assertThat(vastar.run("Large", "-p", "mode=1")).isEqualTo(ExitCode.OK);
        assertThat(vastar.runs).hasSize(102);
    }
}
