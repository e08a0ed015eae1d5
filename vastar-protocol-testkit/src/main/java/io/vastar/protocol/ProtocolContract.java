// SPDX-License-Identifier: Apache-2.0
package io.vastar.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.grammar.OptionRule;
import io.vastar.grammar.OptionRules;
import io.vastar.spi.LoopbackPeer;
import io.vastar.spi.ProtocolProvider;
import io.vastar.spi.RequestSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What every protocol that is a module owes its users. A module has one subclass, in its tests. */
@Timeout(180)
public abstract class ProtocolContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** The protocol. */
    protected abstract ProtocolProvider provider();

    /** URL of a server that answers; the same one during a test. */
    protected abstract String url();

    /** Flags that this server takes, with their values, each option that can be given at least once. */
    protected abstract List<String> flags();

    /** A flag with a value that is out of its range or none of its words. */
    protected abstract List<String> wrong();

    private OptionRules rules() {
        return OptionRules.of(provider().options());
    }

    private Program run(String command, List<String> flags, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command));
        arguments.addAll(flags);
        arguments.addAll(List.of(more));
        return Program.run(arguments);
    }

    private static JsonNode json(Program program) {
        assertThat(program.exitCode()).as(program.err()).isZero();
        try {
            return JSON.readTree(program.out());
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + program.out(), e);
        }
    }

    @Test
    void shouldStartExactlyAsManyOperationsAsAskedFor() {
        JsonNode run = json(run(provider().id(), List.of(), "-n", "1234", "-c", "7", "-o", "json", url()))
                .get("runs")
                .get(0);
        assertThat(run.get("protocol").asText()).isEqualTo(provider().id());
        assertThat(run.get("requests").get("started").asLong()).isEqualTo(1234);
        assertThat(run.get("requests").get("ok").asLong()).isEqualTo(1234);
    }

    @Test
    void shouldReportTheOptionsThatWereGivenWithoutSecrets() {
        JsonNode options = json(run(provider().id(), flags(), "-n", "50", "-c", "2", "-o", "json", url()))
                .get("runs")
                .get(0)
                .get("request")
                .get("options");
        for (OptionRule rule : rules().options()) {
            assertThat(options.has(rule.name())).as(rule.name()).isTrue();
            if (rule.secret()) {
                assertThat(options.get(rule.name()).asText()).isEqualTo("***");
            }
        }
    }

    @Test
    void shouldExplainEveryOptionInItsHelp() {
        Program help = run(provider().id(), List.of(), "--help");
        assertThat(help.exitCode()).isZero();
        assertThat(help.out()).contains(provider().summary());
        for (OptionRule rule : rules().options()) {
            assertThat(help.out()).contains(rule.flags());
        }
        assertThat(run("--help", List.of("all")).out()).contains(provider().summary());
    }

    @Test
    void shouldRefuseAValueThatIsWrongAndNameTheFlag() {
        Program program = run(provider().id(), wrong(), "-n", "1", url());
        assertThat(program.exitCode()).as(program.err()).isEqualTo(2);
        assertThat(program.err()).contains(wrong().get(0) + ": ");
        assertThat(program.out()).isEmpty();
    }

    @Test
    void shouldRefuseTheUrlOfAnotherProtocol() {
        Program program = run(provider().id(), flags(), "-n", "1", "http://127.0.0.1:1/");
        assertThat(program.exitCode()).as(program.err()).isEqualTo(2);
        assertThat(program.err())
                .contains("'http://127.0.0.1:1/' is not a URL of " + provider().id());
    }

    @Test
    void shouldAskWhatWasMeantByAFlagThatDoesNotExist() {
        String flag = rules().options().get(0).flags().get(0);
        Program program = run(provider().id(), List.of(), flag + "x", "1", url());
        assertThat(program.exitCode()).isEqualTo(2);
        assertThat(program.err()).contains(flag);
    }

    @Test
    void shouldSweep() {
        JsonNode sweep = json(run("sweep", List.of(), "--conc", "1,4", "-z", "300ms", "-o", "json", url()));
        assertThat(sweep.get("sweet_spot").get("rps").asDouble()).isPositive();
    }

    @Test
    void shouldMeasureObjectives() {
        Program missed = run(provider().id(), List.of(), "-n", "200", "--slo", "p99<1ns", url());
        assertThat(missed.exitCode()).isEqualTo(3);
    }

    @Test
    void shouldReportATargetThatIsNotThere() {
        String nowhere = rules().schemes().get(0) + "://127.0.0.1:1";
        Program program = run(provider().id(), List.of(), "-n", "1", nowhere);
        assertThat(program.exitCode()).isEqualTo(4);
        assertThat(program.err()).contains("127.0.0.1");
    }

    @Test
    void shouldHaveAPeerToWarmUpAgainst() {
        RequestSpec target = RequestSpec.get(url());
        try (LoopbackPeer peer = provider().startLoopbackPeer(target)) {
            assertThat(peer).isNotNull();
            assertThat(provider().schemes())
                    .contains(peer.request()
                            .url()
                            .substring(0, peer.request().url().indexOf(':')));
        }
    }
}
