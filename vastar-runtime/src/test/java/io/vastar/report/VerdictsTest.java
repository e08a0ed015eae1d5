// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.SECOND;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.grammar.SloSpec;
import io.vastar.record.TrialResult;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdict;
import io.vastar.slo.Verdict.Outcome;
import io.vastar.slo.Verdicts;
import java.io.StringReader;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;

class VerdictsTest {
    private static Verdict verdict(TrialResult result, String objective, String step) {
        List<Slo> slos = List.of(new Slo(SloSpec.parse(objective).get(0), step));
        return Verdicts.of(result, slos).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "p99<12ms,       PASS",
        "p99<9ms,        FAIL",
        "p50<=6ms,       PASS",
        "mean<5ms,       FAIL",
        "max<20ms,       PASS",
        "p99.9<20ms,     INCONCLUSIVE",
        "errors<1%,      FAIL",
        "errors<=20%,    PASS",
        "rps>500,        PASS",
        "rps>2000,       FAIL",
        "achieved>99%,   INCONCLUSIVE",
        "lateness.p99<1s,INCONCLUSIVE",
        "checks<1%,      INCONCLUSIVE",
    })
    void shouldJudgeAClosedRun(String objective, Outcome expected) {
        TrialResult result = results()
                .concurrency(4)
                .okFrom(MS, 10_000, 900)
                .code(503, 100, MS)
                .elapsed(SECOND, 0)
                .build();
        Verdict verdict = verdict(result, objective, null);
        assertThat(verdict.outcome()).as(verdict.toString()).isEqualTo(expected);
        assertThat(verdict.reason() == null).isEqualTo(expected == Outcome.PASS);
    }

    @Test
    void shouldTakeResponseTimeAsTheLatencyOfAnOpenRun() {
        assertThat(verdict(Goldens.open(), "p99<500ms", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Goldens.open(), "service.p99<500ms", null).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict(Goldens.open(), "achieved>=99%", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Goldens.open(), "achieved>=95%", null).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void shouldJudgeAStepByItself() {
        assertThat(verdict(Goldens.scenario(), "p99<500us", "login").outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Goldens.scenario(), "errors<0.1%", "login").outcome())
                .isEqualTo(Outcome.PASS);
        assertThat(verdict(Goldens.scenario(), "checks<0.1%", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(Goldens.scenario(), "p99<1s", "nowhere").outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void shouldFailWithFewSamplesWhenTheyAreClearlyOverTheLimit() {
        TrialResult result = results().ok(20, 80 * MS).build();
        assertThat(verdict(result, "p99<50ms", null).outcome()).isEqualTo(Outcome.FAIL);
        assertThat(verdict(result, "p99<100ms", null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
    }

    @Test
    void shouldNotBlameTheTargetWhenTheGeneratorWasBusy() {
        TrialResult busy =
                results().ok(1_000, 80 * MS).health(0.97, MS, 0, 0, 0).build();
        assertThat(verdict(busy, "p99<50ms", null).outcome()).isEqualTo(Outcome.INCONCLUSIVE);
        assertThat(verdict(busy, "p99<100ms", null).outcome()).isEqualTo(Outcome.PASS);
        assertThat(verdict(busy, "errors<1%", null).outcome()).isEqualTo(Outcome.PASS);
    }

    @Test
    void shouldWriteXmlThatParsesWhateverTheNames() throws Exception {
        TrialResult result = results().ok(1_000, 80 * MS).build();
        List<Slo> slos = List.of(
                new Slo(SloSpec.parse("p99<50ms").get(0), null),
                new Slo(SloSpec.parse("errors<1%").get(0), null),
                new Slo(SloSpec.parse("checks<1%").get(0), null));
        String xml = JunitXml.render(List.of(
                new JunitXml.Suite("a <b> & \"c\"\u0001", 1.5, Verdicts.of(result, slos), null, true),
                new JunitXml.Suite("broken", 0, List.of(), "the set-up failed: <null>", false),
                new JunitXml.Suite("fine", 1, List.of(), null, true)));
        Document document =
                DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        assertThat(document.getElementsByTagName("testsuite").getLength()).isEqualTo(3);
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(5);
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("skipped").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(1);
        assertThat(document.getElementsByTagName("testsuite")
                        .item(0)
                        .getAttributes()
                        .getNamedItem("name")
                        .getNodeValue())
                .isEqualTo("a <b> & \"c\"?");
    }

    @Test
    void shouldShowVerdictsInText() {
        TrialResult result = results().ok(1_000, 80 * MS).build();
        List<Slo> slos = List.of(
                new Slo(SloSpec.parse("p99<50ms").get(0), null),
                new Slo(SloSpec.parse("errors<1%").get(0), "login"));
        String text = ObjectivesText.render(Verdicts.of(result, slos), false);
        assertThat(text).contains("fail", "p99<50ms", "measured 80", "login: errors<1%", "inconclusive");
        assertThat(ObjectivesText.render(List.of(), true)).isEmpty();
    }
}
