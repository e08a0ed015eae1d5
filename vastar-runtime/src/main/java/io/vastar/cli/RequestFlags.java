// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.grammar.GraphQlText;
import io.vastar.plan.Overrides;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.GraphQlDefinition;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.TransportSpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** What to send. Names are those of hey and of the first vastar. */
final class RequestFlags extends ContentFlags {
    @Option(
            names = {"-m", "--method"},
            paramLabel = "METHOD",
            description = "Request method, such as POST. ${bundle:say.method}")
    private String method;

    @Option(
            names = {"-d", "--body"},
            paramLabel = "TEXT",
            description = "Request body. Not with -D.")
    private String body;

    @Option(
            names = {"-D", "--body-file"},
            paramLabel = "FILE",
            description = "File that holds the request body; read once, before the run.")
    private Path bodyFile;

    @Option(
            names = {"-T", "--content-type"},
            paramLabel = "TYPE",
            description = "Content type of the body. Default: application/json for a body that begins with { or [, else"
                    + " text/plain (application/octet-stream where it is no UTF-8). None is sent without a body.")
    private String contentType;

    @Option(
            names = {"-H", "--header"},
            paramLabel = "LINE",
            converter = HeaderConverter.class,
            description =
                    "Header, as in -H 'X-Request-Id: 1'. Repeat it for more. Overrides any header that would be sent"
                            + " otherwise, Host and Content-Type included, in any case of letters.")
    private final List<Header> headers = new ArrayList<>();

    @Option(
            names = {"-A", "--accept"},
            paramLabel = "TYPE",
            description = "Accept header.")
    private String accept;

    @Option(
            names = {"-a", "--auth"},
            paramLabel = "USER:PASSWORD",
            description = "Basic authentication, or the credentials of --digest or --aws-sigv4.")
    private String basicAuth;

    @Option(
            names = "--disable-keepalive",
            description = "Open a connection for each request; its time is then part of the latency.")
    private boolean disableKeepAlive;

    @Option(
            names = "--disable-compression",
            description = "Ask the target not to compress (Accept-Encoding: identity).")
    private boolean disableCompression;

    @Option(
            names = "--compression",
            description =
                    "Ask for compressed responses (Accept-Encoding: gzip, deflate, br, zstd). Default: nothing is said, which"
                            + " most targets answer uncompressed.")
    private boolean compression;

    @Option(
            names = "--graphql",
            paramLabel = "QUERY|FILE",
            description =
                    "Send this GraphQL query, or the one in this file, by POST (by GET with -m GET). A response that"
                            + " reports errors is then a failure.")
    private String graphQl;

    @Option(
            names = "--graphql-variables",
            paramLabel = "JSON",
            description = "Variables of the query, as in '{\"id\": 7}'.")
    private String graphQlVariables;

    @Option(
            names = "--graphql-operation",
            paramLabel = "NAME",
            description = "Which operation of the query is meant, where it has several.")
    private String graphQlOperation;

    @Option(
            names = "--redirects",
            paramLabel = "COUNT",
            description = "Follow at most this many redirects of one request; its time is that of the whole chain."
                    + " Default: 0, a redirect is a response like any other.")
    private Integer redirects;

    private GraphQlDefinition graphQl() {
        if (graphQl == null) {
            if (graphQlVariables != null || graphQlOperation != null) {
                throw new ConfigurationException(
                        (graphQlVariables != null ? "--graphql-variables" : "--graphql-operation")
                                + " needs a query; add --graphql QUERY or --graphql FILE");
            }
            return null;
        }
        boolean document = GraphQlText.isDocument(graphQl);
        return new GraphQlDefinition(
                document ? graphQl : null, document ? null : graphQl, graphQlOperation, graphQlVariables);
    }

    Overrides.Request overrides(String url) {
        if (compression && disableCompression) {
            throw new ConfigurationException(
                    "--compression asks for compressed responses, and --disable-compression for"
                            + " uncompressed ones; leave one out");
        }
        HttpSpec http = HttpSpec.NONE.withRedirects(redirects).withCompression(compression ? Boolean.TRUE : null);
        return addTo(new Overrides.Request(
                        url,
                        method,
                        headers,
                        contentType,
                        accept,
                        basicAuth,
                        body,
                        bodyFile,
                        disableKeepAlive ? Boolean.FALSE : null,
                        disableCompression ? Boolean.FALSE : compression ? Boolean.TRUE : null)
                .withTransport(TransportSpec.NONE.with(http))
                .withGraphQl(graphQl()));
    }
}
