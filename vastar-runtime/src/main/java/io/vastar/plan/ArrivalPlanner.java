// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import io.vastar.grammar.ArrivalSpec;
import io.vastar.grammar.RateSpec;
import io.vastar.grammar.StagesSpec;
import io.vastar.plan.LoadModel.Arrival;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.LoadTestDefinition;
import java.util.List;

/** Merges the rate, the stages or the bursts of an annotation with those of the command line, which replace them. */
final class ArrivalPlanner {
    private final LoadTestDefinition definition;
    private final Overrides.Model given;
    private final PlaceholderValues values;

    ArrivalPlanner(LoadTestDefinition definition, Overrides.Model given, PlaceholderValues values) {
        this.definition = definition;
        this.given = given;
        this.values = values;
    }

    Arrivals plan(List<String> notes) {
        if (given.burst() != null || given.burstDelayNs() != null) {
            return bursts(notes);
        }
        exclude(given.rate() != null && given.stages() != null, "--rate and --stages");
        exclude(!given.saysWhatArrives() && definition.rate() != null && definition.stages() != null, both());
        Said rate = given.saysWhatArrives() ? flag("--rate", given.rate()) : annotated("rate", definition.rate());
        Said stages =
                given.saysWhatArrives() ? flag("--stages", given.stages()) : annotated("stages", definition.stages());
        noteWhatIsReplaced(notes);
        if (rate != null) {
            return new Arrivals(arrival(), rate.as(RateSpec::perSecond), null, 0, 0, rate.where());
        }
        if (stages == null) {
            refuseArrivalWithoutRate("there is no rate", "add --rate (rate in annotations), or leave it out");
            return Arrivals.CLOSED;
        }
        StagesSpec spec = stages.as(StagesSpec::parse);
        if (!spec.rates()) {
            refuseArrivalWithoutRate(
                    stages.where() + " are of users, who start their next iteration when the last has ended",
                    "leave it out, or write stages of a rate, such as 0/s..2000/s in 30s");
            return new Arrivals(null, 0, spec, 0, 0, stages.where());
        }
        return new Arrivals(arrival(), 0, spec, 0, 0, stages.where());
    }

    private Arrivals bursts(List<String> notes) {
        String flag = given.rate() != null
                ? "--rate"
                : given.stages() != null ? "--stages" : given.arrival() != null ? "--arrival" : null;
        if (flag != null) {
            throw new ConfigurationException("--burst-rate and " + flag + " exclude each other: bursts come at once,"
                    + " again and again; leave one out");
        }
        if (given.burst() == null || given.burstDelayNs() == null) {
            throw new ConfigurationException("bursts need both --burst-rate (how many at once, such as 100) and"
                    + " --burst-delay (from one burst to the next, such as 500ms); add "
                    + (given.burst() == null ? "--burst-rate" : "--burst-delay"));
        }
        if (given.burst() < 1) {
            throw new ConfigurationException("--burst-rate " + given.burst() + " would send nothing; use 1 or more");
        }
        if (given.burstDelayNs() < 1) {
            throw new ConfigurationException(
                    "--burst-delay 0 would send all bursts at once; use a duration longer than 0, such as 500ms");
        }
        noteWhatIsReplaced(notes);
        return new Arrivals(Arrival.BURST, 0, null, given.burst(), given.burstDelayNs(), "--burst-rate");
    }

    private Arrival arrival() {
        Said said = given.arrival() != null
                ? flag("--arrival", given.arrival())
                : annotated("arrival", definition.arrival());
        return said == null || said.as(ArrivalSpec::parse) == ArrivalSpec.CONSTANT ? Arrival.CONSTANT : Arrival.POISSON;
    }

    private void refuseArrivalWithoutRate(String why, String fix) {
        boolean replaced = given.saysWhatArrives();
        Said said = given.arrival() != null
                ? flag("--arrival", given.arrival())
                : replaced ? null : annotated("arrival", definition.arrival());
        if (said != null) {
            throw new ConfigurationException(said.where() + " '" + said.text()
                    + "' says how the arrivals of a rate are spread, and " + why + "; " + fix);
        }
    }

    private void noteWhatIsReplaced(List<String> notes) {
        if (given.saysWhatArrives() && (definition.stages() != null || definition.rate() != null)) {
            String flag = given.flag();
            String own = definition.stages() != null ? "stages" : "rate";
            if (!flag.equals("--" + own)) {
                notes.add(flag + " replaces the " + own + " of '" + definition.name() + "'");
            }
        }
    }

    private String both() {
        return "load test '" + definition.name() + "': rate and stages";
    }

    private static void exclude(boolean both, String what) {
        if (both) {
            throw new ConfigurationException(
                    what + " exclude each other: stages say what the rate is over time; leave" + " one out");
        }
    }

    private static Said flag(String name, String text) {
        return text == null ? null : new Said(name, text);
    }

    private Said annotated(String attribute, String text) {
        return text == null ? null : values.said("load test '" + definition.name() + "', " + attribute, text);
    }
}
