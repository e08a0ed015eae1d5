// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import io.vastar.spi.ConfigurationException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which requests are logged.
 *
 * @param text as the user wrote it; {@code all} for every one
 * @param share of the requests, chosen at random, 0 to 1
 * @param most requests in all, chosen so that each of the run has the same chance; 0 has no bound
 */
public record LogSampling(String text, double share, int most) {
    /** Every request. */
    public static final LogSampling ALL = new LogSampling("all", 1, 0);

    private static final int MOST_KEPT = 1_000_000;
    private static final Pattern SHARE = Pattern.compile("1/([1-9][0-9]{0,8})");
    private static final Pattern COUNT = Pattern.compile("([1-9][0-9]{0,8})([kKmM]?)");

    /** @throws ConfigurationException when it is neither {@code 1/100} nor a count such as {@code 10000} or {@code 10k} */
    public static LogSampling parse(String text) {
        Matcher share = SHARE.matcher(text);
        if (share.matches()) {
            return new LogSampling(text, 1.0 / Integer.parseInt(share.group(1)), 0);
        }
        Matcher count = COUNT.matcher(text);
        if (!count.matches()) {
            throw new ConfigurationException("--log-sample: '" + text
                    + "' is neither a share nor a count; write 1/100 for one of a hundred, or 10000 for so many of the"
                    + " whole run");
        }
        int unit = switch (count.group(2)) {
            case "k", "K" -> 1_000;
            case "m", "M" -> 1_000_000;
            default -> 1;
        };
        long most = Long.parseLong(count.group(1)) * unit;
        if (most > MOST_KEPT) {
            throw new ConfigurationException("--log-sample: " + text + " is more than the " + MOST_KEPT
                    + " requests that are kept in memory until the end of the run; write a share, such as 1/10, which"
                    + " has no limit");
        }
        return new LogSampling(text, 1, (int) most);
    }
}
