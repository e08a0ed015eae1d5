// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.slo.Verdict;
import java.io.StringWriter;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/** Results in the XML form that CI servers read from JUnit runs: a suite for each load test, a case for each objective. */
public final class JunitXml {
    private JunitXml() {}

    /**
     * One load test.
     *
     * @param problem why it has no result, or why it counts as failed; null when all is well
     * @param ran whether it came to a result
     */
    public record Suite(String name, double seconds, List<Verdict> verdicts, String problem, boolean ran) {}

    /** The whole document. */
    public static String render(List<Suite> suites) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeStartElement("testsuites");
            for (Suite suite : suites) {
                suite(xml, suite);
            }
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML in memory cannot fail to be written", e);
        }
        return text.append('\n').toString();
    }

    private static void suite(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
        boolean responds = suite.verdicts().isEmpty() || !suite.ran();
        long failures = suite.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.FAIL)
                .count();
        long skipped = suite.verdicts().stream()
                .filter(verdict -> verdict.outcome() == Verdict.Outcome.INCONCLUSIVE)
                .count();
        boolean error = responds && suite.problem() != null;
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(suite.name()));
        xml.writeAttribute(
                "tests", String.valueOf(responds ? 1 : suite.verdicts().size()));
        xml.writeAttribute("failures", String.valueOf(responds ? 0 : failures));
        xml.writeAttribute("errors", error ? "1" : "0");
        xml.writeAttribute("skipped", String.valueOf(responds ? 0 : skipped));
        xml.writeAttribute("time", Units.format("%.3f", suite.seconds()));
        if (responds) {
            testCase(xml, suite, "responds", error ? "error" : null, suite.problem());
        } else {
            for (Verdict verdict : suite.verdicts()) {
                String element = switch (verdict.outcome()) {
                    case PASS -> null;
                    case FAIL -> "failure";
                    case INCONCLUSIVE -> "skipped";
                };
                String measured = verdict.known() ? "measured " + ObjectivesText.measured(verdict) : "";
                String message = verdict.outcome() == Verdict.Outcome.FAIL
                        ? measured
                        : verdict.reason() + (measured.isEmpty() ? "" : ", " + measured);
                testCase(xml, suite, verdict.slo().name(), element, message);
            }
        }
        xml.writeEndElement();
    }

    private static void testCase(XMLStreamWriter xml, Suite suite, String name, String element, String message)
            throws XMLStreamException {
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(suite.name()));
        xml.writeAttribute("name", clean(name));
        xml.writeAttribute("time", Units.format("%.3f", suite.seconds()));
        if (element != null) {
            xml.writeStartElement(element);
            xml.writeAttribute("message", clean(message));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    /** Without the characters that XML 1.0 cannot hold (§2.2). */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
