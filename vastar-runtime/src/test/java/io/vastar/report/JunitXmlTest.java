// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import static io.vastar.report.Results.MS;
import static io.vastar.report.Results.results;
import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.grammar.SloSpec;
import io.vastar.report.JunitXml.Suite;
import io.vastar.slo.Slo;
import io.vastar.slo.Verdict;
import io.vastar.slo.Verdicts;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

class JunitXmlTest {
    private static List<Verdict> verdicts(String step) {
        List<Slo> slos = SloSpec.parse("p99<50ms, errors<1%, checks<1%").stream()
                .map(objective -> new Slo(objective, step))
                .toList();
        return Verdicts.of(results().ok(1_000, 80 * MS).build(), slos);
    }

    private static Document parsed(Suite... suites) throws Exception {
        String xml = JunitXml.render(List.of(suites));
        SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI)
                .newSchema(JunitXmlTest.class.getResource("junit-report.xsd"))
                .newValidator()
                .validate(new StreamSource(new StringReader(xml)));
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new java.io.ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static Element element(Document document, String name, int index) {
        return (Element) document.getElementsByTagName(name).item(index);
    }

    @Test
    void shouldMakeACaseOfEachObjective() throws Exception {
        Document document = parsed(new Suite("Checkout", 1.5, verdicts(null), false, null, false));
        Element suite = element(document, "testsuite", 0);
        assertThat(suite.getAttribute("tests")).isEqualTo("3");
        assertThat(suite.getAttribute("failures")).isEqualTo("1");
        assertThat(suite.getAttribute("skipped")).isEqualTo("1");
        assertThat(suite.getAttribute("errors")).isEqualTo("0");
        assertThat(element(document, "testcase", 0).getAttribute("name")).isEqualTo("p99<50ms");
        assertThat(element(document, "testcase", 0).getAttribute("time")).isEqualTo("1.500");
        assertThat(element(document, "testcase", 1).getAttribute("time")).isEqualTo("0.000");
        assertThat(element(document, "failure", 0).getAttribute("message")).startsWith("p99<50ms missed: measured 80");
        assertThat(element(document, "skipped", 0).getAttribute("message"))
                .isEqualTo("inconclusive: nothing was checked");
    }

    @Test
    void shouldFailWhatIsInconclusiveWhenStrict() throws Exception {
        Document document = parsed(new Suite("Checkout", 1, verdicts(null), true, null, false));
        assertThat(document.getElementsByTagName("failure").getLength()).isEqualTo(2);
        assertThat(document.getElementsByTagName("skipped").getLength()).isZero();
    }

    @Test
    void shouldSayWhetherATestWithoutObjectivesResponds() throws Exception {
        Document document = parsed(
                new Suite("fine", 1, List.of(), false, null, false),
                new Suite("broken", 0, List.of(), false, "the set-up failed: <null> & \"more\"\nat a line", false),
                new Suite("gate", 0, List.of(), false, "no level passed", true));
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(3);
        assertThat(element(document, "testcase", 0).getAttribute("name")).isEqualTo("responds");
        assertThat(element(document, "testcase", 0).hasChildNodes()).isFalse();
        assertThat(element(document, "error", 0).getAttribute("message"))
                .startsWith("the set-up failed: <null> & \"more\"");
        assertThat(element(document, "failure", 0).getAttribute("message")).isEqualTo("no level passed");
    }

    @Test
    void shouldSayWhatIsWrongBesideTheObjectives() throws Exception {
        Document document = parsed(new Suite("A", 1, verdicts(null), false, "the tear-down failed", false));
        assertThat(document.getElementsByTagName("testcase").getLength()).isEqualTo(4);
        assertThat(document.getElementsByTagName("error").getLength()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a <b> & \"c\" 'd'",
                "]]> <!-- --> <?x?> &amp; &#0;",
                "Grüße, 世界, \ud83d\ude80",
                "a.b$C{p=1k}[~x]",
            })
    void shouldKeepNastyNames(String name) throws Exception {
        Document document = parsed(new Suite(name, 1, verdicts(name), false, name, false));
        assertThat(element(document, "testsuite", 0).getAttribute("name")).isEqualTo(name);
        assertThat(element(document, "testcase", 1).getAttribute("name")).isEqualTo(name + ": p99<50ms");
        assertThat(element(document, "error", 0).getAttribute("message")).isEqualTo(name);
    }

    @Test
    void shouldReplaceWhatXmlCannotHold() throws Exception {
        Document document =
                parsed(new Suite("a\u0000b\u0001\u001b[31m\ud800c\uffff", 1, List.of(), false, null, false));
        assertThat(element(document, "testsuite", 0).getAttribute("name")).isEqualTo("a?b??[31m?c?");
    }
}
