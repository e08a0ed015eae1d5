// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.ConnectTo;
import io.vastar.grammar.Durations;
import io.vastar.grammar.GrammarException;
import io.vastar.grammar.HeaderLine;
import io.vastar.grammar.HostPort;
import io.vastar.grammar.Placeholders;
import io.vastar.grammar.ProxyUrl;
import io.vastar.grammar.ResolveTo;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.Written;
import java.util.List;
import java.util.function.Consumer;
import javax.lang.model.element.AnnotationValue;

/** Checks how requests get to their target: {@code @HttpOptions}, {@code @Route} and {@code @Proxy}. */
final class TransportValidator {
    private static final int DEEPEST_PIPELINE = 1000;
    private static final List<String> SAMPLES = List.of("127.0.0.1", "80", "host", "1s", "4", "x: x");

    private final Problems problems;
    private final TextChecker texts;

    TransportValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        if (model.http() != null) {
            validateHttp(model.http(), model.loadTest());
        }
        if (model.route() != null) {
            validateRoute(model.route(), model.proxy());
        }
        if (model.proxy() != null) {
            validateProxy(model.proxy());
        }
    }

    private void validateHttp(Written http, Written loadTest) {
        boolean http2 = "2".equals(http.text("version"));
        if (http.has("version") && !http2 && !"1.1".equals(http.text("version"))) {
            problems.report(Message.BAD_HTTP_VERSION, http.place("version"), http.text("version"));
        }
        if (http2) {
            for (AnnotationValue header : loadTest.items("headers")) {
                checkForHttp2(loadTest, header);
            }
        }
        if (http.value("streams") instanceof Integer streams && (streams < 1 || streams > 1 && !http2)) {
            String wrong = streams < 1 ? "is out of range; use 1 or more" : "is for HTTP/2; add version = \"2\"";
            problems.report(Message.BAD_STREAMS, http.place("streams"), streams, wrong);
        }
        if (http.value("pipeline") instanceof Integer pipeline && (pipeline < 1 || pipeline > DEEPEST_PIPELINE)) {
            problems.report(Message.BAD_PIPELINE, http.place("pipeline"), pipeline);
        }
        if (http.value("requestsPerConnection") instanceof Long most && most < 0) {
            problems.report(Message.BAD_REQUESTS_PER_CONNECTION, http.place("requestsPerConnection"), most);
        }
        if (Boolean.FALSE.equals(loadTest.value("keepAlive"))) {
            for (String attribute : List.of("pipeline", "requestsPerConnection")) {
                if (http.value(attribute) instanceof Number number && number.longValue() > 0) {
                    problems.report(Message.CONNECTION_OF_ONE, http.place(attribute), attribute, number);
                }
            }
        }
    }

    private void checkForHttp2(Written loadTest, AnnotationValue header) {
        String line = (String) header.getValue();
        int colon = line.indexOf(':');
        if (colon >= 0 && !Placeholders.in(line)) {
            String name = line.substring(0, colon).strip();
            String value = line.substring(colon + 1).strip();
            if (!HeaderLine.isForHttp2(name, value)) {
                problems.report(
                        Message.BAD_HEADER, loadTest.place(header), "headers", HeaderLine.onlyTrailers(name, value));
            }
        }
    }

    private void validateRoute(Written route, Written proxy) {
        checkItems(route, "connectTo", Message.BAD_ROUTE, ConnectTo::parse);
        checkItems(route, "resolve", Message.BAD_ROUTE, ResolveTo::parse);
        checkItems(route, "sources", Message.BAD_ROUTE, TransportValidator::address);
        check(route, "family", TransportValidator::family);
        check(route, "lookUpEvery", Durations::parseNs);
        check(route, "unixSocket", path -> {});
        if (!route.has("unixSocket")) {
            return;
        }
        for (String attribute : List.of("connectTo", "resolve", "family", "spread", "lookUpEvery", "sources")) {
            Object value = route.value(attribute);
            boolean says = value instanceof List<?> list ? !list.isEmpty() : route.has(attribute);
            if (says && !Boolean.FALSE.equals(value)) {
                problems.report(Message.SOCKET_AND_ROUTE, route.place(attribute), attribute, route.text("unixSocket"));
            }
        }
        if (proxy != null && proxy.has("value")) {
            problems.report(Message.SOCKET_AND_ROUTE, proxy.place("value"), "@Proxy", route.text("unixSocket"));
        }
    }

    private static void address(String text) {
        String bare = text.startsWith("[") && text.endsWith("]") ? text.substring(1, text.length() - 1) : text;
        if (HostPort.literal(bare) == null) {
            throw new GrammarException("'" + text + "' is no address; write one of this machine, such as 127.0.0.2");
        }
    }

    private static void family(String text) {
        if (!text.equals("4") && !text.equals("6")) {
            throw new GrammarException("'" + text + "' is no family of addresses; use 4 or 6");
        }
    }

    private void validateProxy(Written proxy) {
        if (proxy.has("value")) {
            // no password in the log of a build
            texts.check(
                    proxy.place("value"),
                    "@Proxy",
                    ProxyUrl.masked(proxy.text("value")),
                    Message.BAD_PROXY,
                    SAMPLES,
                    ProxyUrl::parse);
        }
        for (AnnotationValue header : proxy.items("headers")) {
            String line = (String) header.getValue();
            int placeholder = line.indexOf("${");
            if (placeholder >= 0 && placeholder < line.indexOf(':')) {
                problems.report(
                        Message.BAD_PROXY,
                        proxy.place(header),
                        "headers",
                        "'" + line + "' has a placeholder in its name; write the name out");
            } else {
                texts.check(proxy.place(header), "headers", line, Message.BAD_PROXY, SAMPLES, HeaderLine::parse);
            }
        }
        if (proxy.has("except")) {
            texts.checkPlaceholders(proxy.place("except"), "except", proxy.text("except"));
        }
    }

    private void check(Written annotation, String attribute, Consumer<String> grammar) {
        if (annotation.has(attribute)) {
            texts.check(
                    annotation.place(attribute),
                    attribute,
                    annotation.text(attribute),
                    Message.BAD_ROUTE,
                    SAMPLES,
                    grammar);
        }
    }

    private void checkItems(Written annotation, String attribute, Message message, Consumer<String> grammar) {
        for (AnnotationValue item : annotation.items(attribute)) {
            texts.check(annotation.place(item), attribute, (String) item.getValue(), message, SAMPLES, grammar);
        }
    }
}
