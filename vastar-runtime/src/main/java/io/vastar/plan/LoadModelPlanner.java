// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.ConcurrencySpec;
import io.vastar.grammar.RateSpec;
import io.vastar.grammar.WarmUpSpec;
import io.vastar.pace.Stage;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.plan.LoadModel.Kind;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import java.math.BigDecimal;
import java.util.List;

/** Decides the load model of a run whose arrivals and length are known. */
final class LoadModelPlanner {
    private final LoadTestDefinition definition;
    private final Overrides.Load load;
    private final PlaceholderValues values;
    private final FileLimits limits;
    private final Arrivals arrivals;
    private final RunLength length;
    private final int exchangesPerConnection;

    LoadModelPlanner(
            LoadTestDefinition definition,
            Overrides.Load load,
            PlaceholderValues values,
            FileLimits limits,
            Arrivals arrivals,
            RunLength length,
            int exchangesPerConnection) {
        this.definition = definition;
        this.load = load;
        this.values = values;
        this.limits = limits;
        this.arrivals = arrivals;
        this.length = length;
        this.exchangesPerConnection = exchangesPerConnection;
    }

    /**
     * Users (closed), or connections to open before the clock starts (open).
     *
     * @param maxConcurrency most iterations at once; counts in an open model
     */
    int concurrency(int maxConcurrency, List<String> notes) {
        if (arrivals.open()) {
            return connections(maxConcurrency, notes);
        }
        if (arrivals.stages() != null) {
            return mostUsers();
        }
        int concurrency = within(asked(), "-c " + asked() / exchangesPerConnection);
        if (length.requests() > 0 && concurrency > length.requests()) {
            notes.add("c=" + concurrency + " is more than n=" + length.requests() + ", so " + length.requests()
                    + (exchangesPerConnection == 1 ? " connections are used" : " requests are in flight at once"));
            concurrency = (int) length.requests();
        }
        return concurrency;
    }

    /** Open: most iterations under way at once. */
    int maxConcurrency(List<String> notes) {
        Integer asked = given().maxConcurrency();
        String where = "--max-concurrency " + asked;
        if (asked == null) {
            asked = definition.maxConcurrency();
            where = "load test '" + definition.name() + "', maxConcurrency " + asked;
        }
        if (!arrivals.open()) {
            if (asked != null && !(given().maxConcurrency() == null && given().saysWhatArrives())) {
                throw new ConfigurationException(where + " limits the iterations of a rate, and there is no rate; use"
                        + " -c (concurrency in annotations) to say how many users there are, or add --rate");
            }
            return 0;
        }
        if (asked != null) {
            if (asked < 1 || asked > ConcurrencySpec.HIGHEST) {
                throw new ConfigurationException(where + " is out of range; use 1 to " + ConcurrencySpec.HIGHEST);
            }
            return within(asked, where);
        }
        int most = Math.max(Defaults.MAX_CONCURRENCY, asked());
        long possibleAtOnce =
                limits.connections() == Long.MAX_VALUE ? Long.MAX_VALUE : limits.connections() * exchangesPerConnection;
        if (most <= possibleAtOnce) {
            return most;
        }
        int possible = within((int) Math.max(exchangesPerConnection, possibleAtOnce), "a rate");
        notes.add("at most " + possible + " iterations run at once instead of " + most + ": this process may open "
                + limits.max() + " files; raise 'ulimit -n' for more");
        return possible;
    }

    /**
     * @param most users (closed), or iterations at once (open)
     * @param sweeps whether the number of users is what is searched for
     */
    LoadModel model(int most, boolean sweeps, List<String> notes) {
        WarmUpSpec warmUp = warmUp();
        notePerUser(most, sweeps, notes);
        return new LoadModel(
                arrivals.open() ? Kind.OPEN : Kind.CLOSED,
                arrivals.open() ? arrivals.arrival() : Arrival.CONSTANT,
                stages(),
                arrivals.burst(),
                arrivals.burstDelayNs(),
                most,
                perUserPerSec(),
                warmUp.durationNs(),
                warmUp.iterations(),
                seed(definition, load));
    }

    /** Of all random choices of a run. */
    static long seed(LoadTestDefinition definition, Overrides.Load load) {
        Long given = load.model().seed();
        return given != null ? given : definition.seed() != null ? definition.seed() : Defaults.SEED;
    }

    private Overrides.Model given() {
        return load.model();
    }

    private int asked() {
        int concurrency = load.concurrency() != null
                ? load.concurrency()
                : definition.concurrency() != null ? definition.concurrency() : Defaults.CONCURRENCY;
        if (concurrency < 1 || concurrency > ConcurrencySpec.HIGHEST) {
            throw new ConfigurationException(
                    "-c " + concurrency + " is out of range; use 1 to " + ConcurrencySpec.HIGHEST);
        }
        long exchanges = (long) concurrency * exchangesPerConnection;
        if (exchanges > ConcurrencySpec.HIGHEST) {
            throw new ConfigurationException("-c " + concurrency + " connections with " + exchangesPerConnection
                    + " exchanges each are " + exchanges + " at once, out of range; use up to "
                    + ConcurrencySpec.HIGHEST);
        }
        return (int) exchanges;
    }

    private int connections(int maxConcurrency, List<String> notes) {
        int asked = asked();
        if (asked > maxConcurrency && load.concurrency() != null) {
            notes.add("-c " + asked + " is more than the " + maxConcurrency + " iterations that may run at once, so "
                    + maxConcurrency + " connections are opened beforehand");
        }
        int most = length.requests() > 0 ? (int) Math.min(length.requests(), maxConcurrency) : maxConcurrency;
        return Math.min(asked, most);
    }

    private int mostUsers() {
        if (load.concurrency() != null) {
            throw new ConfigurationException("-c and " + arrivals.where() + " exclude each other: these stages say how"
                    + " many users there are; leave one out, or replace the stages with --rate");
        }
        if (definition.concurrency() != null && given().stages() == null) {
            throw new ConfigurationException("load test '" + definition.name() + "': concurrency and stages of users"
                    + " exclude each other: the stages say how many users there are; leave concurrency out");
        }
        return within((int) arrivals.stages().highest(), arrivals.where());
    }

    private int within(int concurrency, String where) {
        if (!limits.allow(concurrency, exchangesPerConnection)) {
            throw new ConfigurationException(
                    limits.refusal(FileLimits.connections(concurrency, exchangesPerConnection), where));
        }
        return concurrency;
    }

    private List<Stage> stages() {
        if (arrivals.stages() != null) {
            return arrivals.stages().stages().stream()
                    .map(stage -> new Stage(stage.from(), stage.to(), stage.durationNs()))
                    .toList();
        }
        return arrivals.perSec() == 0
                ? List.of()
                : List.of(new Stage(
                        arrivals.perSec(),
                        arrivals.perSec(),
                        length.requests() > 0 ? Long.MAX_VALUE : length.durationNs()));
    }

    private double perUserPerSec() {
        Double asked = given().perUserPerSec();
        String where = "-q " + asked;
        if (asked == null) {
            asked = definition.perUserRate();
            where = "load test '" + definition.name() + "', perUserRate " + asked;
            if (arrivals.open() && given().saysWhatArrives()) {
                return 0;
            }
        }
        if (asked == null || asked == 0) {
            return 0;
        }
        if (!(asked > 0 && asked <= RateSpec.HIGHEST_PER_SEC)) {
            throw new ConfigurationException(where + " is out of range; use a rate per second up to "
                    + (long) RateSpec.HIGHEST_PER_SEC + ", or 0 for no limit");
        }
        if (arrivals.open()) {
            throw new ConfigurationException(where + " and " + arrivals.where() + " exclude each other: -q limits each"
                    + " user of a closed model, --rate is for all together; leave one out");
        }
        return asked;
    }

    /** Other tools have the same flag for the rate of all users together. */
    private void notePerUser(int users, boolean sweeps, List<String> notes) {
        Double each = given().perUserPerSec();
        if (each == null || !(each > 0) || !sweeps && users < 2) {
            return;
        }
        String rate = number(each);
        notes.add("-q " + rate + " limits each user: "
                + (sweeps ? "c users make at most c x " + rate : users + " users make at most " + number(each * users))
                + " requests/s together" + (sweeps ? "" : "; for " + rate + "/s in all write --rate " + rate + "/s"));
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }

    private WarmUpSpec warmUp() {
        Said said = given().warmUp() != null
                ? new Said("--warmup", given().warmUp())
                : definition.warmUp() == null
                        ? null
                        : values.said("load test '" + definition.name() + "', warmUp", definition.warmUp());
        if (said == null) {
            return new WarmUpSpec(0, 0);
        }
        WarmUpSpec warmUp = said.as(WarmUpSpec::parse);
        boolean all = length.requests() > 0
                ? warmUp.iterations() >= length.requests()
                : warmUp.durationNs() >= length.durationNs() && warmUp.durationNs() > 0;
        if (all) {
            throw new ConfigurationException(said.where() + ": '" + said.text() + "' would discard the whole run ("
                    + length.text() + "); use a shorter warm-up or a longer run");
        }
        return warmUp;
    }
}
