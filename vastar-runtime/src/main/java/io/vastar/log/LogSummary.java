// SPDX-License-Identifier: Apache-2.0
package io.vastar.log;

import java.nio.file.Path;
import java.util.List;

/**
 * What became of the log of one run.
 *
 * @param files that hold it
 * @param sample the sampling in words; {@code all}
 * @param records rows of the run in each file; the fewest, where files differ
 * @param dropped requests that should have been logged and are not in each file: they came faster than they could be written, or
 *     writing ended early
 * @param failure why writing ended early; null when it did not
 */
public record LogSummary(List<Path> files, String sample, long records, long dropped, String failure) {
    public LogSummary {
        files = List.copyOf(files);
    }
}
