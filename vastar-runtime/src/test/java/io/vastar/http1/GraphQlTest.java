// SPDX-License-Identifier: Apache-2.0
package io.vastar.http1;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import graphql.ExecutionInput;
import graphql.GraphQL;
import graphql.schema.DataFetcher;
import graphql.schema.idl.RuntimeWiring;
import graphql.schema.idl.SchemaGenerator;
import graphql.schema.idl.SchemaParser;
import io.vastar.api.HttpResponse;
import io.vastar.grammar.GraphQlText;
import io.vastar.spi.ErrorKind;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.Outcome;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.TransportSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** GraphQL over HTTP against a server of graphql-java. */
@Timeout(30)
class GraphQlTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCHEMA = "type Query { greet(name: String!): String fail: String }";
    private static final String GREET = "query Greet($name: String!) {\n  greet(name: $name)\n}";

    private static GraphQL graphQl;
    private static HttpServer server;
    private static String url;

    record Who(String name) {}

    @BeforeAll
    static void start() throws IOException {
        DataFetcher<String> greet = environment -> "Hello, " + environment.getArgument("name") + "!";
        DataFetcher<String> fail = environment -> {
            throw new IllegalStateException("out of order");
        };
        RuntimeWiring wiring = RuntimeWiring.newRuntimeWiring()
                .type("Query", type -> type.dataFetcher("greet", greet).dataFetcher("fail", fail))
                .build();
        graphQl = GraphQL.newGraphQL(
                        new SchemaGenerator().makeExecutableSchema(new SchemaParser().parse(SCHEMA), wiring))
                .build();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                answer(exchange);
            }
        });
        server.start();
        url = "http://127.0.0.1:" + server.getAddress().getPort() + "/graphql";
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private static void answer(HttpExchange exchange) throws IOException {
        JsonNode request;
        if (exchange.getRequestMethod().equals("GET")) {
            ObjectNode fields = JSON.createObjectNode();
            for (String field : exchange.getRequestURI().getRawQuery().split("&")) {
                String[] parts = field.split("=", 2);
                String value = URLDecoder.decode(parts[1], StandardCharsets.UTF_8);
                if (parts[0].equals("variables")) {
                    fields.set("variables", JSON.readTree(value));
                } else {
                    fields.put(parts[0], value);
                }
            }
            request = fields;
        } else {
            request = JSON.readTree(exchange.getRequestBody());
        }
        ExecutionInput.Builder input =
                ExecutionInput.newExecutionInput().query(request.path("query").asText());
        if (request.has("operationName")) {
            input.operationName(request.get("operationName").asText());
        }
        if (request.has("variables")) {
            @SuppressWarnings("unchecked")
            Map<String, Object> variables = JSON.convertValue(request.get("variables"), Map.class);
            input.variables(variables);
        }
        byte[] body = JSON.writeValueAsBytes(graphQl.execute(input.build()).toSpecification());
        String accept = exchange.getRequestHeaders().getFirst("Accept");
        exchange.getResponseHeaders()
                .add(
                        "Content-Type",
                        accept != null && accept.contains("application/graphql-response+json")
                                ? "application/graphql-response+json"
                                : "application/json");
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    @Test
    void shouldAskByPostWithVariablesOfAnyKind() {
        try (LaneDriver driver = LaneDriver.to(url)) {
            for (Object variables : List.of("{\"name\":\"Zoë\"}", Map.of("name", "Zoë"), new Who("Zoë"))) {
                HttpResponse response = driver.send(request -> request.graphQl(GREET, variables));
                assertThat(response.header("Content-Type")).isEqualTo("application/graphql-response+json");
                assertThat(response.json("/data/greet")).isEqualTo("Hello, Zoë!");
            }
            String two = GREET + " query Other { greet(name: \"you\") }";
            assertThat(driver.send(request -> request.post("/graphql").graphQl(two, "Other", null))
                            .json("/data/greet"))
                    .isEqualTo("Hello, you!");
        }
    }

    @Test
    void shouldAskByGetWhereThatWasChosen() {
        try (LaneDriver driver = LaneDriver.to(url)) {
            assertThat(driver.send(request -> request.get("/graphql").graphQl(GREET, "Greet", new Who("a&b")))
                            .json("/data/greet"))
                    .isEqualTo("Hello, a&b!");
        }
    }

    @Test
    void shouldCountErrorsInAResponseAsFailure() {
        try (LaneDriver driver = LaneDriver.to(url)) {
            TestExchange failed = driver.attempt(null, request -> request.graphQl("{ fail }", null));
            assertThat(failed.outcome()).isEqualTo(Outcome.FAILED);
            assertThat(failed.errorKind()).isEqualTo(ErrorKind.GRAPHQL);
            assertThat(failed.errorDetail()).contains("out of order");
            assertThat(driver.attempt(null, request -> request.graphQl("{ nothing }", null))
                            .errorDetail())
                    .contains("FieldUndefined");
            assertThat(driver.send(request -> request.graphQl(GREET, new Who("x")))
                            .status())
                    .isEqualTo(200);
            assertThat(driver.lane.connections().opened()).isEqualTo(1);
        }
    }

    @Test
    void shouldJudgeTheOneRequestOfALoadTestOfGraphQl() {
        for (String query : new String[] {"{ fail }", "{ greet(name: \\\"x\\\") }"}) {
            RequestSpec spec = new RequestSpec(
                    url,
                    "POST",
                    List.of(),
                    "application/json",
                    GraphQlText.ACCEPT,
                    null,
                    ("{\"query\":\"" + query + "\"}").getBytes(StandardCharsets.UTF_8),
                    true,
                    true);
            spec = spec.with(TransportSpec.NONE.with(HttpSpec.NONE.withGraphQl(true)));
            try (LaneDriver driver = new LaneDriver(spec, false)) {
                for (int i = 0; i < 3; i++) {
                    assertThat(driver.carry(new TestExchange()).errorKind())
                            .isEqualTo(query.equals("{ fail }") ? ErrorKind.GRAPHQL : null);
                }
            }
        }
    }

    @Test
    void shouldRefuseVariablesThatAreNoObject() {
        try (LaneDriver driver = LaneDriver.to(url)) {
            for (Object variables : List.of("[1]", "name", List.of(1))) {
                assertThatThrownBy(() -> driver.attempt(null, request -> request.graphQl("{ fail }", variables)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("no JSON object");
            }
        }
    }
}
