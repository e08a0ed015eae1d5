// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import io.vastar.plan.Overrides;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code http URL}: one run without a load test. */
@Command(
        name = "http",
        description = "Loads one URL, without a load test: the flags are those of hey.",
        customSynopsis = "${COMMAND-FULL-NAME} [OPTIONS] URL",
        footer = {
            "%nExamples:",
            "  ${COMMAND-FULL-NAME} http://localhost:8080/",
            "  ${COMMAND-FULL-NAME} -c 100 -z 30s http://localhost:8080/items",
            "  ${COMMAND-FULL-NAME} -n 10k -m POST -d '{\"from\":\"USD\"}' http://localhost:8080/convert",
            "  ${COMMAND-FULL-NAME} -o json http://localhost:8080/ | jq .",
        })
final class HttpCommand extends UrlCommand {
    @Parameters(
            paramLabel = "URL",
            arity = "0..1",
            description = "What to load, such as http://localhost:8080/items. Not needed with --targets.")
    private String url;

    @Mixin
    private SendingFlags sending = new SendingFlags();

    HttpCommand(Context context) {
        super("http", context);
    }

    @Override
    Overrides.Request request() {
        return sending.toRequired(url);
    }
}
