// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor.validate;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.GraphQlText;
import io.vastar.processor.model.FedText;
import io.vastar.processor.model.LoadTestModel;
import io.vastar.processor.model.StepMethod;
import io.vastar.processor.model.UserClass;
import io.vastar.processor.model.Written;
import java.util.List;

/** Checks {@code @HttpOptions} and {@code @GraphQl}. */
final class HttpValidator {
    private static final int MOST_REDIRECTS = 1000;

    private final Problems problems;
    private final TextChecker texts;

    HttpValidator(Problems problems) {
        this.problems = problems;
        texts = new TextChecker(problems);
    }

    void validate(LoadTestModel model) {
        Written http = model.http();
        if (http != null
                && http.value("redirects") instanceof Integer redirects
                && (redirects < 0 || redirects > MOST_REDIRECTS)) {
            problems.report(Message.BAD_REDIRECTS, http.place("redirects"), redirects, MOST_REDIRECTS);
        }
        if (http != null
                && Boolean.TRUE.equals(http.value("compression"))
                && Boolean.FALSE.equals(model.loadTest().value("compression"))) {
            problems.report(Message.COMPRESSION_TWICE, http.place("compression"));
        }
        if (model.graphQl() != null) {
            validateGraphQl(model, model.graphQl());
        }
        for (UserClass user : model.users()) {
            for (StepMethod step : user.steps()) {
                if (step.graphQl() != null) {
                    validateStep(user, step.graphQl());
                }
            }
        }
    }

    private void validateStep(UserClass user, Written graphQl) {
        if (!graphQl.has("query") || graphQl.has("file")) {
            problems.report(
                    Message.BAD_GRAPHQL, graphQl.place(), "a step needs the query itself; write query = \"{ … }\"");
            return;
        }
        checkQuery(graphQl);
        for (FedText.Piece piece : FedText.pieces(graphQl.has("variables") ? graphQl.text("variables") : "")) {
            if (piece.isName() && !FedText.isKnown(user, piece.text())) {
                problems.report(
                        Message.BAD_GRAPHQL,
                        graphQl.place("variables"),
                        "no @Feeder of '" + user.name() + "' gives ${" + piece.text() + "}; " + FedText.known(user));
            }
        }
    }

    private void checkQuery(Written graphQl) {
        try {
            GraphQlText.check(graphQl.text("query"));
        } catch (GrammarException e) {
            problems.report(Message.BAD_GRAPHQL, graphQl.place("query"), e.getMessage());
        }
    }

    private void validateGraphQl(LoadTestModel model, Written graphQl) {
        if (graphQl.has("query") == graphQl.has("file")) {
            problems.report(
                    Message.BAD_GRAPHQL,
                    graphQl.place(),
                    graphQl.has("file")
                            ? "query and file are both given; keep one of them"
                            : "it has no query; write one, or its file");
        }
        for (String attribute : List.of("file", "variables")) {
            if (graphQl.has(attribute)) {
                texts.checkPlaceholders(graphQl.place(attribute), attribute, graphQl.text(attribute));
            }
        }
        if (graphQl.has("query")) {
            checkQuery(graphQl);
        }
        for (String attribute : List.of("body", "bodyFile")) {
            if (model.loadTest().has(attribute)) {
                problems.report(
                        Message.BAD_GRAPHQL,
                        graphQl.place(),
                        "the load test has a " + attribute + " too, and the query goes in the body; remove one");
            }
        }
        if (!model.users().isEmpty()) {
            problems.report(
                    Message.BAD_GRAPHQL,
                    graphQl.place(),
                    "@Step and @Scenario methods say what to send; move it to a @Step method, or call graphQl(query, variables)");
        }
    }
}
