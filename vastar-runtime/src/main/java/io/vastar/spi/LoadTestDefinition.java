// SPDX-License-Identifier: Apache-2.0
package io.vastar.spi;

import java.util.ArrayList;
import java.util.List;

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

    public String drainCap() {
        return values.drainCap;
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
        private Integer concurrency;
        private Long requests;
        private String duration;
        private String timeout;
        private String drainCap;
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

        public Builder drainCap(String value) {
            drainCap = value;
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
