// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes a {@link LoadTestDefinition}. Filled in by generated code; each method may be left out. One thread. */
public final class LoadTestBuilder {
    final String name;
    final List<String> headers = new ArrayList<>();
    String className;
    String url;
    String method;
    String contentType;
    String body;
    String bodyFile;
    String accept;
    String basicAuth;
    Boolean keepAlive;
    Boolean compression;
    String protocol;
    Options options = Options.NONE;
    GraphQlDefinition graphQl;
    TransportSpec transport = TransportSpec.NONE;
    ContentDefinition content = ContentDefinition.create();
    AuthDefinition auth = AuthDefinition.create();
    Integer concurrency;
    Long requests;
    String duration;
    String timeout;
    String connectTimeout;
    String firstByteTimeout;
    String drainTimeout;
    String rate;
    String arrival;
    String stages;
    String warmUp;
    String slo;
    Integer maxConcurrency;
    Double perUserRate;
    Long seed;
    ExpectDefinition expect;
    final Map<String, List<String>> params = new LinkedHashMap<>();
    SweepDefinition sweep;
    final List<String> warnings = new ArrayList<>();

    LoadTestBuilder(String name) {
        this.name = name;
    }

    public LoadTestBuilder className(String value) {
        className = value;
        return this;
    }

    public LoadTestBuilder url(String value) {
        url = value;
        return this;
    }

    public LoadTestBuilder method(String value) {
        method = value;
        return this;
    }

    public LoadTestBuilder header(String line) {
        headers.add(line);
        return this;
    }

    public LoadTestBuilder contentType(String value) {
        contentType = value;
        return this;
    }

    public LoadTestBuilder body(String value) {
        body = value;
        return this;
    }

    public LoadTestBuilder bodyFile(String value) {
        bodyFile = value;
        return this;
    }

    public LoadTestBuilder accept(String value) {
        accept = value;
        return this;
    }

    public LoadTestBuilder basicAuth(String value) {
        basicAuth = value;
        return this;
    }

    public LoadTestBuilder keepAlive(boolean value) {
        keepAlive = value;
        return this;
    }

    public LoadTestBuilder compression(boolean value) {
        compression = value;
        return this;
    }

    /**
     * Options of the protocol that its annotation gives.
     *
     * @param id of the protocol
     */
    public LoadTestBuilder options(String id, Options value) {
        protocol = id;
        options = value;
        return this;
    }

    /** The part of the transport that speaks TLS. */
    public LoadTestBuilder tls(TlsSpec value) {
        transport = transport.with(value);
        return this;
    }

    /** Its request asks for this, in place of a body. */
    public LoadTestBuilder graphQl(GraphQlDefinition value) {
        graphQl = value;
        return this;
    }

    public LoadTestBuilder transport(TransportSpec value) {
        transport = value;
        return this;
    }

    public LoadTestBuilder proxy(ProxySpec value) {
        transport = transport.with(value);
        return this;
    }

    public LoadTestBuilder names(NamesSpec value) {
        transport = transport.with(value);
        return this;
    }

    public LoadTestBuilder http(HttpSpec value) {
        transport = transport.with(value);
        return this;
    }

    public LoadTestBuilder content(ContentDefinition value) {
        content = value;
        return this;
    }

    public LoadTestBuilder auth(AuthDefinition value) {
        auth = value;
        return this;
    }

    public LoadTestBuilder concurrency(int value) {
        concurrency = value;
        return this;
    }

    public LoadTestBuilder requests(long value) {
        requests = value;
        return this;
    }

    public LoadTestBuilder duration(String value) {
        duration = value;
        return this;
    }

    public LoadTestBuilder timeout(String value) {
        timeout = value;
        return this;
    }

    public LoadTestBuilder connectTimeout(String value) {
        connectTimeout = value;
        return this;
    }

    public LoadTestBuilder firstByteTimeout(String value) {
        firstByteTimeout = value;
        return this;
    }

    public LoadTestBuilder drainTimeout(String value) {
        drainTimeout = value;
        return this;
    }

    public LoadTestBuilder rate(String value) {
        rate = value;
        return this;
    }

    public LoadTestBuilder arrival(String value) {
        arrival = value;
        return this;
    }

    public LoadTestBuilder stages(String value) {
        stages = value;
        return this;
    }

    public LoadTestBuilder warmUp(String value) {
        warmUp = value;
        return this;
    }

    public LoadTestBuilder slo(String value) {
        slo = value;
        return this;
    }

    public LoadTestBuilder maxConcurrency(int value) {
        maxConcurrency = value;
        return this;
    }

    public LoadTestBuilder perUserRate(double value) {
        perUserRate = value;
        return this;
    }

    public LoadTestBuilder seed(long value) {
        seed = value;
        return this;
    }

    public LoadTestBuilder expect(ExpectDefinition value) {
        expect = value;
        return this;
    }

    public LoadTestBuilder param(String field, String... values) {
        params.put(field, List.of(values));
        return this;
    }

    public LoadTestBuilder sweep(SweepDefinition value) {
        sweep = value;
        return this;
    }

    /** What the compiler warned of. */
    public LoadTestBuilder warning(String text) {
        warnings.add(text);
        return this;
    }

    public LoadTestDefinition build() {
        return new LoadTestDefinition(this);
    }
}
