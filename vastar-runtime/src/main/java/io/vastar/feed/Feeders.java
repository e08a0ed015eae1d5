// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import java.util.List;

/** Loads the data of feeders before any load is sent, and deals it out. Any thread. */
public final class Feeders {
    /** Used where the annotation says none. */
    public static final String STRATEGY = "circular";

    private Feeders() {}

    /**
     * Reads, checks and converts a whole file.
     *
     * @param definition without placeholders
     * @throws ConfigurationException when the file is missing or wrong: file, line, column, value, what is expected
     */
    public static Feed load(FeederDefinition definition, long seed) {
        List<Object> records = DataFile.of(definition).records();
        if (records.isEmpty()) {
            throw new ConfigurationException(definition.field() + ": " + definition.file() + " has no records");
        }
        Object[] all = records.toArray();
        String strategy = definition.strategy() == null ? STRATEGY : definition.strategy();
        return switch (strategy) {
            case "circular" -> Strategies.circular(all);
            case "shuffle" -> Strategies.shuffled(all, seed);
            case "random" -> Strategies.random(all, seed);
            case "unique" -> Strategies.unique(all);
            case "sequential" -> Strategies.sequential(all);
            default ->
                throw new ConfigurationException(definition.field() + ": '" + strategy
                        + "' is not a strategy; use circular, shuffle, random, unique or sequential");
        };
    }
}
