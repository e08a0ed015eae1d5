// SPDX-License-Identifier: Apache-2.0
package io.vastar.feed;

import io.vastar.spi.ConfigurationException;
import io.vastar.spi.Feed;
import io.vastar.spi.FeederDefinition;
import java.util.function.Consumer;

/** Loads the data of feeders before any load is sent, and deals it out. Any thread. */
public final class Feeders {
    /** Used where the annotation says none. */
    public static final String STRATEGY = "circular";

    private Feeders() {}

    /** As below, without notes. */
    public static Feed load(FeederDefinition definition, long seed) {
        return load(definition, seed, note -> {});
    }

    /**
     * Reads, checks and converts a whole file: the one relative to the working directory, else the class path resource
     * of that name.
     *
     * @param definition without placeholders
     * @param notes gets what is no mistake but may be one, such as columns that the record has not
     * @throws ConfigurationException when the file is missing or wrong: file, line, column, value, what is expected
     */
    public static Feed load(FeederDefinition definition, long seed, Consumer<String> notes) {
        return dealt(new DataFile(definition).read(notes), definition, seed);
    }

    /** @param all left as they are */
    static Feed dealt(Object[] all, FeederDefinition definition, long seed) {
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
