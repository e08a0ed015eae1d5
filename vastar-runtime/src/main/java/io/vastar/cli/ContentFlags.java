// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.GrammarException;
import io.vastar.grammar.UrlPattern;
import io.vastar.plan.Overrides;
import io.vastar.spi.AuthDefinition;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ContentDefinition;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** How requests differ from each other, what their bodies are made of, and how they are authorized. */
class ContentFlags {
    @Option(
            names = "--targets",
            order = 11,
            paramLabel = "FILE",
            description =
                    "Send the requests of this file in turn: a URL or path a line, METHOD URL with headers and"
                            + " @bodyfile below it (as vegeta), or JSON lines (as vegeta). 3x before a URL gives it the weight 3.")
    private String targets;

    @Option(
            names = "--rand-regex-url",
            order = 19,
            description = "The URL is a regular expression from which 65,536 URLs are made before the run, as in"
                    + " 'http://localhost:8080/[a-z]{3}\\?id=\\d+'. A dot is a dot; the host is literal.")
    private boolean randRegexUrl;

    @Option(
            names = "--max-repeat",
            order = 12,
            paramLabel = "COUNT",
            description = "How often * and + of --rand-regex-url repeat at most. Default: 4.")
    private Integer maxRepeat;

    @Option(
            names = {"-Z", "--body-lines"},
            order = 13,
            paramLabel = "FILE",
            description = "Send each line of this file as the body of a request, in turn. Empty lines are left out.")
    private String bodyLines;

    @Option(
            names = "--order",
            order = 14,
            paramLabel = "ORDER",
            description = "Order of --targets and --body-lines: round-robin or random (repeatable, see --seed)."
                    + " Default: round-robin.")
    private String order;

    @Option(
            names = {"-F", "--form"},
            order = 15,
            paramLabel = "NAME=VALUE",
            description =
                    "Part of a multipart form, as in curl: name=value, name=@file to upload it, name=<file for its"
                            + " text, then ;type=TYPE or ;filename=NAME. Repeat it for more. The method is then POST.")
    private final List<String> form = new ArrayList<>();

    @Option(
            names = "--chunked",
            order = 20,
            description =
                    "Send the body without its length: over HTTP/1.1 with Transfer-Encoding: chunked, in chunks of"
                            + " 32 KB.")
    private boolean chunked;

    @Option(
            names = "--bearer",
            order = 16,
            paramLabel = "TOKEN",
            description = "Bearer authentication with this token.")
    private String bearer;

    @Option(
            names = "--digest",
            order = 21,
            description = "Digest authentication with the user and password of -a. Each connection asks for a challenge"
                    + " first, within its first request.")
    private boolean digest;

    @Option(
            names = "--aws-sigv4",
            order = 17,
            paramLabel = "SERVICE",
            description =
                    "Sign requests for this AWS service, as in aws:amz:eu-west-1:sqs, with the key and secret of -a, or else with those of AWS_ACCESS_KEY_ID and"
                            + " AWS_SECRET_ACCESS_KEY.")
    private String awsSigV4;

    @Option(
            names = "--aws-session-token",
            order = 18,
            paramLabel = "TOKEN",
            description = "Session token of temporary AWS keys.")
    private String awsSessionToken;

    /** @throws ConfigurationException when there is no URL and nothing that brings one */
    final String requireUrl(String url) {
        if (url == null && targets == null) {
            throw new ConfigurationException(
                    "the URL is missing; write it behind the flags, as in http://localhost:8080/items, or name a file of"
                            + " URLs with --targets");
        }
        return url;
    }

    final Overrides.Request addTo(Overrides.Request request) {
        ContentDefinition content =
                ContentDefinition.create().targets(targets).bodyLines(bodyLines).order(order);
        form.forEach(content::form);
        if (chunked) {
            content.chunked(true);
        }
        if (maxRepeat != null) {
            content.maxRepeat(maxRepeat);
        }
        AuthDefinition auth = AuthDefinition.create()
                .bearer(bearer)
                .digestFromBasic(digest)
                .awsSigV4(awsSigV4)
                .awsSessionToken(awsSessionToken);
        if (!randRegexUrl) {
            return request.with(content, auth);
        }
        if (request.url() == null) {
            throw new ConfigurationException("--rand-regex-url needs a URL to make URLs from; add it (--url for a load"
                    + " test), as in 'http://localhost:8080/[a-z]{3}'");
        }
        return request.with(content.urlPattern(request.url()), auth).withUrl(base(request.url()));
    }

    /** What of the pattern is a URL; null when it is a path only. */
    private static String base(String pattern) {
        try {
            String origin = UrlPattern.parse(pattern).origin();
            return origin.isEmpty() ? null : origin + "/";
        } catch (GrammarException e) {
            throw new ConfigurationException("--rand-regex-url: " + e.getMessage(), e);
        }
    }
}
