// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import io.vastar.slo.Verdict;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;

/**
 * Results in the XML form that CI servers read from JUnit runs: a suite for each load test, a case for each objective. A
 * missed objective is a failure, an inconclusive one is skipped with its reason. The case {@code responds} says what is
 * wrong otherwise, or that all is well where there are no objectives.
 */
public final class JunitXml {
    private JunitXml() {}

    /**
     * One load test.
     *
     * @param seconds how long it ran
     * @param strict whether an inconclusive objective is a failure, too
     * @param problem what is wrong besides missed objectives, or why it was skipped; null when nothing is
     * @param gate whether that is a missed gate, which is a failure, rather than an error
     * @param skipped whether it was skipped, which is neither
     */
    public record Suite(
            String name,
            double seconds,
            List<Verdict> verdicts,
            boolean strict,
            String problem,
            boolean gate,
            boolean skipped) {
        /** One that was not skipped. */
        public Suite(
                String name, double seconds, List<Verdict> verdicts, boolean strict, String problem, boolean gate) {
            this(name, seconds, verdicts, strict, problem, gate, false);
        }
    }

    private record Case(String name, String element, String message) {}

    /** The whole document. */
    public static String render(List<Suite> suites) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newFactory().createXMLStreamWriter(text);
            xml.writeStartDocument("UTF-8", "1.0");
            xml.writeCharacters("\n");
            xml.writeStartElement("testsuites");
            for (Suite suite : suites) {
                write(xml, suite);
            }
            xml.writeCharacters("\n");
            xml.writeEndElement();
            xml.writeEndDocument();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("XML in memory cannot fail to be written", e);
        }
        return text.append('\n').toString();
    }

    private static List<Case> cases(Suite suite) {
        List<Case> cases = new ArrayList<>();
        if (suite.problem() != null) {
            String element = suite.skipped() ? "skipped" : suite.gate() ? "failure" : "error";
            cases.add(new Case("responds", element, suite.problem()));
        } else if (suite.verdicts().isEmpty()) {
            cases.add(new Case("responds", null, null));
        }
        for (Verdict verdict : suite.verdicts()) {
            cases.add(new Case(verdict.slo().name(), element(verdict, suite.strict()), message(verdict)));
        }
        return cases;
    }

    private static String element(Verdict verdict, boolean strict) {
        return switch (verdict.outcome()) {
            case PASS -> null;
            case FAIL -> "failure";
            case INCONCLUSIVE -> strict ? "failure" : "skipped";
        };
    }

    private static String message(Verdict verdict) {
        String measured = verdict.known() ? "measured " + ObjectivesText.measured(verdict) : "";
        if (verdict.outcome() == Verdict.Outcome.FAIL) {
            return verdict.slo().objective().text() + " missed: " + measured;
        }
        return "inconclusive: " + verdict.reason() + (measured.isEmpty() ? "" : " (" + measured + ")");
    }

    private static void write(XMLStreamWriter xml, Suite suite) throws XMLStreamException {
        List<Case> cases = cases(suite);
        xml.writeCharacters("\n  ");
        xml.writeStartElement("testsuite");
        xml.writeAttribute("name", clean(suite.name()));
        xml.writeAttribute("tests", String.valueOf(cases.size()));
        xml.writeAttribute("failures", count(cases, "failure"));
        xml.writeAttribute("errors", count(cases, "error"));
        xml.writeAttribute("skipped", count(cases, "skipped"));
        xml.writeAttribute("time", Units.format("%.3f", suite.seconds()));
        for (int i = 0; i < cases.size(); i++) {
            // One run serves all cases, and CI servers add the times of cases up.
            write(xml, suite, cases.get(i), i == 0 ? suite.seconds() : 0);
        }
        xml.writeCharacters("\n  ");
        xml.writeEndElement();
    }

    private static void write(XMLStreamWriter xml, Suite suite, Case one, double seconds) throws XMLStreamException {
        xml.writeCharacters("\n    ");
        xml.writeStartElement("testcase");
        xml.writeAttribute("classname", clean(suite.name()));
        xml.writeAttribute("name", clean(one.name()));
        xml.writeAttribute("time", Units.format("%.3f", seconds));
        if (one.element() != null) {
            xml.writeStartElement(one.element());
            if (!one.element().equals("skipped")) {
                xml.writeAttribute("type", one.element().equals("failure") ? "objective" : "load test");
            }
            xml.writeAttribute("message", clean(one.message()));
            xml.writeEndElement();
        }
        xml.writeEndElement();
    }

    private static String count(List<Case> cases, String element) {
        return String.valueOf(
                cases.stream().filter(one -> element.equals(one.element())).count());
    }

    /** Without the characters that XML 1.0 cannot hold (§2.2). */
    private static String clean(String text) {
        return text.replaceAll("[^\\x09\\x0A\\x0D\\x20-\\uD7FF\\uE000-\\uFFFD\\x{10000}-\\x{10FFFF}]", "?");
    }
}
