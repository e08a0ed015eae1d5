// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A load test as annotated. Null means that the annotation says nothing, so that a default or the command line decides.
 * Texts may hold {@code ${name:default}} placeholders; durations and sweeps are in their text form.
 */
public final class LoadTestDefinition {
    private final Builder values;

    private LoadTestDefinition(Builder values) {
        this.values = values;
    }

    /** Begins the definition of a load test. Called by generated code. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** The name that patterns on the command line match. */
    public String name() {
        return values.name;
    }

    /** Binary name of the annotated class. */
    public String className() {
        return values.className;
    }

    public String url() {
        return values.url;
    }

    public String method() {
        return values.method;
    }

    /** Header lines, {@code Name: value}. */
    public List<String> headers() {
        return List.copyOf(values.headers);
    }

    public String contentType() {
        return values.contentType;
    }

    public String body() {
        return values.body;
    }

    public String bodyFile() {
        return values.bodyFile;
    }

    public String accept() {
        return values.accept;
    }

    public String basicAuth() {
        return values.basicAuth;
    }

    public Boolean keepAlive() {
        return values.keepAlive;
    }

    public Boolean compression() {
        return values.compression;
    }

    /** Null when its request is none of GraphQL. */
    public GraphQlDefinition graphQl() {
        return values.graphQl;
    }

    /** How requests get to the target. */
    public TransportSpec transport() {
        return values.transport;
    }

    /** How requests differ, and how their bodies are made. */
    public ContentDefinition content() {
        return values.content;
    }

    /** How requests are authorized, beyond {@link #basicAuth}. */
    public AuthDefinition auth() {
        return values.auth;
    }

    public Integer concurrency() {
        return values.concurrency;
    }

    public Long requests() {
        return values.requests;
    }

    public String duration() {
        return values.duration;
    }

    public String timeout() {
        return values.timeout;
    }

    public String firstByteTimeout() {
        return values.firstByteTimeout;
    }

    public String drainCap() {
        return values.drainCap;
    }

    /** Arrivals per second, such as {@code 5000/s}; makes it an open model. */
    public String rate() {
        return values.rate;
    }

    /** {@code constant} or {@code poisson}. */
    public String arrival() {
        return values.arrival;
    }

    /** Rates or users over time. */
    public String stages() {
        return values.stages;
    }

    /** What is discarded at the beginning: a duration, or a number of iterations. */
    public String warmUp() {
        return values.warmUp;
    }

    /** Objectives, such as {@code p99<200ms, errors<0.1%}. */
    public String slo() {
        return values.slo;
    }

    public Integer maxConcurrency() {
        return values.maxConcurrency;
    }

    public Double perUserRate() {
        return values.perUserRate;
    }

    public Long seed() {
        return values.seed;
    }

    /** What every response has to be; null accepts every 2xx. */
    public ExpectDefinition expect() {
        return values.expect;
    }

    /** Values of each {@code @Param} field by its name, in the order of the source. */
    public Map<String, List<String>> params() {
        return Collections.unmodifiableMap(values.params);
    }

    /** Null when the test is a single run. */
    public SweepDefinition sweep() {
        return values.sweep;
    }

    /** Filled in by generated code; each method may be left out. */
    public static final class Builder {
        private final String name;
        private final List<String> headers = new ArrayList<>();
        private String className;
        private String url;
        private String method;
        private String contentType;
        private String body;
        private String bodyFile;
        private String accept;
        private String basicAuth;
        private Boolean keepAlive;
        private Boolean compression;
        private GraphQlDefinition graphQl;
        private TransportSpec transport = TransportSpec.NONE;
        private ContentDefinition content = ContentDefinition.create();
        private AuthDefinition auth = AuthDefinition.create();
        private Integer concurrency;
        private Long requests;
        private String duration;
        private String timeout;
        private String firstByteTimeout;
        private String drainCap;
        private String rate;
        private String arrival;
        private String stages;
        private String warmUp;
        private String slo;
        private Integer maxConcurrency;
        private Double perUserRate;
        private Long seed;
        private ExpectDefinition expect;
        private final Map<String, List<String>> params = new LinkedHashMap<>();
        private SweepDefinition sweep;

        private Builder(String name) {
            this.name = name;
        }

        public Builder className(String value) {
            className = value;
            return this;
        }

        public Builder url(String value) {
            url = value;
            return this;
        }

        public Builder method(String value) {
            method = value;
            return this;
        }

        public Builder header(String line) {
            headers.add(line);
            return this;
        }

        public Builder contentType(String value) {
            contentType = value;
            return this;
        }

        public Builder body(String value) {
            body = value;
            return this;
        }

        public Builder bodyFile(String value) {
            bodyFile = value;
            return this;
        }

        public Builder accept(String value) {
            accept = value;
            return this;
        }

        public Builder basicAuth(String value) {
            basicAuth = value;
            return this;
        }

        public Builder keepAlive(boolean value) {
            keepAlive = value;
            return this;
        }

        public Builder compression(boolean value) {
            compression = value;
            return this;
        }

        /** The part of the transport that speaks TLS. */
        public Builder tls(TlsSpec value) {
            transport = transport.with(value);
            return this;
        }

        /** Its request asks for this, in place of a body. */
        public Builder graphQl(GraphQlDefinition value) {
            graphQl = value;
            return this;
        }

        public Builder transport(TransportSpec value) {
            transport = value;
            return this;
        }

        public Builder proxy(ProxySpec value) {
            transport = transport.with(value);
            return this;
        }

        public Builder names(NamesSpec value) {
            transport = transport.with(value);
            return this;
        }

        public Builder http(HttpSpec value) {
            transport = transport.with(value);
            return this;
        }

        public Builder content(ContentDefinition value) {
            content = value;
            return this;
        }

        public Builder auth(AuthDefinition value) {
            auth = value;
            return this;
        }

        public Builder concurrency(int value) {
            concurrency = value;
            return this;
        }

        public Builder requests(long value) {
            requests = value;
            return this;
        }

        public Builder duration(String value) {
            duration = value;
            return this;
        }

        public Builder timeout(String value) {
            timeout = value;
            return this;
        }

        public Builder firstByteTimeout(String value) {
            firstByteTimeout = value;
            return this;
        }

        public Builder drainCap(String value) {
            drainCap = value;
            return this;
        }

        public Builder rate(String value) {
            rate = value;
            return this;
        }

        public Builder arrival(String value) {
            arrival = value;
            return this;
        }

        public Builder stages(String value) {
            stages = value;
            return this;
        }

        public Builder warmUp(String value) {
            warmUp = value;
            return this;
        }

        public Builder slo(String value) {
            slo = value;
            return this;
        }

        public Builder maxConcurrency(int value) {
            maxConcurrency = value;
            return this;
        }

        public Builder perUserRate(double value) {
            perUserRate = value;
            return this;
        }

        public Builder seed(long value) {
            seed = value;
            return this;
        }

        public Builder expect(ExpectDefinition value) {
            expect = value;
            return this;
        }

        public Builder param(String field, String... values) {
            params.put(field, List.of(values));
            return this;
        }

        public Builder sweep(SweepDefinition value) {
            sweep = value;
            return this;
        }

        public LoadTestDefinition build() {
            return new LoadTestDefinition(this);
        }
    }
}
