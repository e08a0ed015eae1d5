// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.spi.AuthDefinition;
import io.vastar.spi.ContentDefinition;
import io.vastar.spi.GraphQlDefinition;
import io.vastar.spi.Header;
import io.vastar.spi.Options;
import io.vastar.spi.SweepDefinition;
import io.vastar.spi.TransportSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * What the command line says, which wins over annotations. Null means that it says nothing.
 *
 * @param sweep null when no sweep flag was given; its levels may be null
 * @param sweepOff whether a load test's sweep shall be one run instead
 * @param abortOnSlo whether a run ends as soon as an objective cannot be met any more
 */
public record Overrides(
        Request request, Load load, EngineOptions engine, SweepDefinition sweep, boolean sweepOff, boolean abortOnSlo) {
    /** Says nothing. */
    public static final Overrides NONE = new Overrides(Request.NONE, Load.NONE, EngineOptions.defaults(), null, false);

    /** Lets a run go on to its end. */
    public Overrides(Request request, Load load, EngineOptions engine, SweepDefinition sweep, boolean sweepOff) {
        this(request, load, engine, sweep, sweepOff, false);
    }

    /**
     * @param url absolute; without a path it only moves a load test to another host
     * @param headers come after the annotation's and so win over them
     * @param graphQl takes the place of the body
     * @param options of the protocol
     */
    public record Request(
            String url,
            String method,
            List<Header> headers,
            String contentType,
            String accept,
            String basicAuth,
            String body,
            Path bodyFile,
            Boolean keepAlive,
            Boolean compression,
            TransportSpec transport,
            GraphQlDefinition graphQl,
            ContentDefinition content,
            AuthDefinition auth,
            Options options) {
        /** Says nothing. */
        public static final Request NONE = new Request(null, null, List.of(), null, null, null, null, null, null, null);

        /** Says nothing of the transport, and is none of GraphQL. */
        public Request(
                String url,
                String method,
                List<Header> headers,
                String contentType,
                String accept,
                String basicAuth,
                String body,
                Path bodyFile,
                Boolean keepAlive,
                Boolean compression) {
            this(
                    url,
                    method,
                    headers,
                    contentType,
                    accept,
                    basicAuth,
                    body,
                    bodyFile,
                    keepAlive,
                    compression,
                    TransportSpec.NONE,
                    null,
                    ContentDefinition.create(),
                    AuthDefinition.create(),
                    Options.NONE);
        }

        public Request {
            headers = List.copyOf(headers);
        }

        public Request withUrl(String newUrl) {
            return with(newUrl, transport, graphQl, content, auth, options);
        }

        public Request withTransport(TransportSpec newTransport) {
            return with(url, newTransport, graphQl, content, auth, options);
        }

        public Request withGraphQl(GraphQlDefinition newGraphQl) {
            return with(url, transport, newGraphQl, content, auth, options);
        }

        public Request with(ContentDefinition newContent, AuthDefinition newAuth) {
            return with(url, transport, graphQl, newContent, newAuth, options);
        }

        /** Options of the protocol that win over the annotation's. */
        public Request with(Options newOptions) {
            return with(url, transport, graphQl, content, auth, newOptions);
        }

        /** Whether there is a body for every request. */
        boolean bodyIsGiven() {
            return body != null
                    || bodyFile != null
                    || graphQl != null
                    || !content.form().isEmpty();
        }

        private Request with(
                String newUrl,
                TransportSpec newTransport,
                GraphQlDefinition newGraphQl,
                ContentDefinition newContent,
                AuthDefinition newAuth,
                Options newOptions) {
            return new Request(
                    newUrl,
                    method,
                    headers,
                    contentType,
                    accept,
                    basicAuth,
                    body,
                    bodyFile,
                    keepAlive,
                    compression,
                    newTransport,
                    newGraphQl,
                    newContent,
                    newAuth,
                    newOptions);
        }
    }

    /** Numbers and nanoseconds; {@code timeoutNs} and {@code firstByteTimeoutNs} 0 mean never. */
    public record Load(
            Integer concurrency,
            Long requests,
            Long durationNs,
            Long timeoutNs,
            Long connectTimeoutNs,
            Long drainTimeoutNs,
            Model model,
            Long firstByteTimeoutNs) {
        /** Says nothing. */
        public static final Load NONE = new Load(null, null, null, null, null, null);

        /** Says nothing of the load model. */
        public Load(
                Integer concurrency,
                Long requests,
                Long durationNs,
                Long timeoutNs,
                Long connectTimeoutNs,
                Long drainTimeoutNs) {
            this(concurrency, requests, durationNs, timeoutNs, connectTimeoutNs, drainTimeoutNs, Model.NONE, null);
        }

        public Load withConcurrency(Integer newConcurrency) {
            return with(newConcurrency, model, firstByteTimeoutNs);
        }

        public Load withModel(Model newModel) {
            return with(concurrency, newModel, firstByteTimeoutNs);
        }

        public Load withFirstByteTimeoutNs(Long newFirstByteTimeoutNs) {
            return with(concurrency, model, newFirstByteTimeoutNs);
        }

        public Load withRequests(Long newRequests) {
            return with(newRequests, durationNs, timeoutNs);
        }

        public Load withDurationNs(Long newDurationNs) {
            return with(requests, newDurationNs, timeoutNs);
        }

        public Load withTimeoutNs(Long newTimeoutNs) {
            return with(requests, durationNs, newTimeoutNs);
        }

        private Load with(Long newRequests, Long newDurationNs, Long newTimeoutNs) {
            return new Load(
                    concurrency,
                    newRequests,
                    newDurationNs,
                    newTimeoutNs,
                    connectTimeoutNs,
                    drainTimeoutNs,
                    model,
                    firstByteTimeoutNs);
        }

        private Load with(Integer newConcurrency, Model newModel, Long newFirstByteTimeoutNs) {
            return new Load(
                    newConcurrency,
                    requests,
                    durationNs,
                    timeoutNs,
                    connectTimeoutNs,
                    drainTimeoutNs,
                    newModel,
                    newFirstByteTimeoutNs);
        }
    }

    /**
     * How load arrives.
     *
     * @param rate as text, such as {@code 5000/s}
     * @param arrival {@code constant} or {@code poisson}
     * @param stages as text
     * @param burst arrivals at once
     * @param burstDelayNs from one burst to the next
     * @param maxConcurrency most iterations under way at once, open model
     * @param warmUp as text: a duration or a number
     * @param perUserPerSec iterations that each user starts per second at most, closed model; 0 does not limit
     */
    public record Model(
            String rate,
            String arrival,
            String stages,
            Integer burst,
            Long burstDelayNs,
            Integer maxConcurrency,
            String warmUp,
            Double perUserPerSec,
            Long seed) {
        /** Says nothing. */
        public static final Model NONE = new Model(null, null, null, null, null, null, null, null, null);

        /** Whether it replaces the rate or the stages of a load test. */
        public boolean saysWhatArrives() {
            return rate != null || stages != null || burst != null || burstDelayNs != null;
        }

        /** The flag that does so. */
        String flag() {
            return rate != null ? "--rate" : stages != null ? "--stages" : "--burst-rate";
        }

        public Model withRate(String newRate) {
            return new Model(
                    newRate, arrival, stages, burst, burstDelayNs, maxConcurrency, warmUp, perUserPerSec, seed);
        }

        public Model withWarmUp(String newWarmUp) {
            return new Model(
                    rate, arrival, stages, burst, burstDelayNs, maxConcurrency, newWarmUp, perUserPerSec, seed);
        }

        public Model withPerUserPerSec(Double newPerUserPerSec) {
            return new Model(
                    rate, arrival, stages, burst, burstDelayNs, maxConcurrency, warmUp, newPerUserPerSec, seed);
        }
    }

    public Overrides withRequest(Request newRequest) {
        return new Overrides(newRequest, load, engine, sweep, sweepOff, abortOnSlo);
    }

    public Overrides withLoad(Load newLoad) {
        return new Overrides(request, newLoad, engine, sweep, sweepOff, abortOnSlo);
    }

    public Overrides withSweep(SweepDefinition newSweep) {
        return new Overrides(request, load, engine, newSweep, sweepOff, abortOnSlo);
    }

    /** True makes one run of a load test that sweeps. */
    public Overrides withSweepOff(boolean newSweepOff) {
        return new Overrides(request, load, engine, sweep, newSweepOff, abortOnSlo);
    }

    public Overrides withEngine(EngineOptions newEngine) {
        return new Overrides(request, load, newEngine, sweep, sweepOff, abortOnSlo);
    }

    public Overrides withAbortOnSlo(boolean newAbortOnSlo) {
        return new Overrides(request, load, engine, sweep, sweepOff, newAbortOnSlo);
    }
}
