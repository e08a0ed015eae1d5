// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.Collections;
import java.util.List;
import java.util.Map;

/**
 * A load test as annotated. Null means that the annotation says nothing, so that a default or the command line decides.
 * Texts may hold {@code ${name:default}} placeholders; durations and sweeps are in their text form.
 */
public final class LoadTestDefinition {
    private final LoadTestBuilder values;

    LoadTestDefinition(LoadTestBuilder values) {
        this.values = values;
    }

    /** Begins the definition of a load test. Called by generated code. */
    public static LoadTestBuilder named(String name) {
        return new LoadTestBuilder(name);
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

    /** Id of the protocol whose annotation gives {@link #options()}; null when there is no such annotation. */
    public String protocol() {
        return values.protocol;
    }

    /** Options of the protocol that its annotation gives; texts may hold placeholders. */
    public Options options() {
        return values.options;
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

    public String connectTimeout() {
        return values.connectTimeout;
    }

    public String firstByteTimeout() {
        return values.firstByteTimeout;
    }

    public String drainTimeout() {
        return values.drainTimeout;
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

    /** What the compiler warned of, which not every build shows. */
    public List<String> warnings() {
        return List.copyOf(values.warnings);
    }
}
