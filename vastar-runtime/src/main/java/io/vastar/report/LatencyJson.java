// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.OptionalLong;
import org.HdrHistogram.Histogram;

/** A distribution of durations as JSON, in milliseconds with the nanosecond as the last digit. */
final class LatencyJson {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final double MS = 1e6;

    private LatencyJson() {}

    /**
     * Count, extremes, mean, percentiles and bins; a figure without enough samples is null, and {@code unsupported} says
     * why. {@code hdr} is HdrHistogram's own format (V2, compressed, base64), from which every figure can be made again.
     */
    static ObjectNode node(Histogram histogram) {
        ObjectNode node = JSON.objectNode();
        long samples = histogram.getTotalCount();
        node.put("count", samples);
        put(node, "min_ms", samples == 0 ? OptionalLong.empty() : OptionalLong.of(histogram.getMinValue()));
        putMean(node, "mean_ms", samples, histogram.getMean());
        putMean(node, "stddev_ms", samples, histogram.getStdDeviation());
        put(node, "max_ms", samples == 0 ? OptionalLong.empty() : OptionalLong.of(histogram.getMaxValue()));
        ObjectNode unsupported = JSON.objectNode();
        for (Percentile percentile : Percentile.values()) {
            String key = percentile.key() + "_ms";
            OptionalLong value = percentile.valueNs(histogram);
            put(node, key, value);
            if (value.isEmpty()) {
                unsupported.put(key, "needs " + percentile.samplesNeeded() + " samples, has " + samples);
            }
        }
        node.set("unsupported", unsupported);
        ArrayNode buckets = node.putArray("buckets");
        for (LatencyBins.Bin bin : LatencyBins.of(histogram)) {
            buckets.addObject()
                    .put("from_ms", ms(bin.fromNs()))
                    .put("to_ms", ms(bin.toNs()))
                    .put("count", bin.count());
        }
        if (samples > 0) {
            node.put("hdr", encoded(histogram));
        }
        return node;
    }

    /** Milliseconds of a duration, rounded to the nanosecond. */
    static double ms(double ns) {
        return Math.rint(Units.finite(ns)) / MS;
    }

    private static void put(ObjectNode node, String key, OptionalLong ns) {
        if (ns.isPresent()) {
            node.put(key, ms(ns.getAsLong()));
        } else {
            node.putNull(key);
        }
    }

    private static void putMean(ObjectNode node, String key, long samples, double ns) {
        if (samples == 0) {
            node.putNull(key);
        } else {
            node.put(key, ms(ns));
        }
    }

    private static String encoded(Histogram histogram) {
        ByteBuffer buffer = ByteBuffer.allocate(histogram.getNeededByteBufferCapacity());
        int length = histogram.encodeIntoCompressedByteBuffer(buffer);
        return Base64.getEncoder().encodeToString(Arrays.copyOf(buffer.array(), length));
    }
}
