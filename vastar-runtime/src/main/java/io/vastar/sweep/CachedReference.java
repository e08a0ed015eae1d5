// SPDX-License-Identifier: Apache-2.0
package io.vastar.sweep;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vastar.spi.ConfigurationException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The curve of a reference, read from the JSON of an earlier sweep. Levels without throughput or tail, such as the
 * short form of a disqualified one, are not compared with.
 *
 * @param url the earlier sweep's target
 * @param points ascending by concurrency, the baseline among them; never empty
 */
record CachedReference(String url, String method, List<ReferencePoint> points) {
    private static final String SCHEMA = "1.";

    /** @throws ConfigurationException when the file cannot be read or is not the JSON of a sweep */
    static CachedReference read(Path file) {
        JsonNode root = tree(file);
        JsonNode version = root.path("schema_version");
        if (!version.isTextual()) {
            throw wrong(file, "has no schema_version");
        }
        if (!version.textValue().startsWith(SCHEMA)) {
            throw wrong(file, "has schema_version '" + version.textValue() + "', and this vastar reads 1.x");
        }
        if (!root.path("sweep_points").isArray()) {
            throw wrong(file, "has no sweep_points");
        }
        List<ReferencePoint> points = new ArrayList<>();
        int index = 0;
        for (JsonNode node : root.path("sweep_points")) {
            add(points, node, file, "sweep_points[" + index++ + "]");
        }
        JsonNode baseline = root.path("baseline");
        if (baseline.isObject()
                && levels(points).stream()
                        .noneMatch(
                                level -> level == baseline.path("concurrency").asInt())) {
            add(points, baseline, file, "baseline");
        }
        if (points.isEmpty()) {
            throw wrong(file, "has no level with throughput and p99 to compare with");
        }
        points.sort(Comparator.comparingInt(ReferencePoint::concurrency));
        JsonNode params = root.path("params");
        return new CachedReference(
                params.path("url").asText(""), params.path("method").asText(""), List.copyOf(points));
    }

    /** The reference at this concurrency, else at the nearest one, of two equally near the smaller. */
    ReferencePoint at(int concurrency) {
        ReferencePoint nearest = points.get(0);
        for (ReferencePoint point : points) {
            if (Math.abs(point.concurrency() - concurrency) < Math.abs(nearest.concurrency() - concurrency)) {
                nearest = point;
            }
        }
        return nearest;
    }

    private static JsonNode tree(Path file) {
        try {
            JsonNode root = new ObjectMapper()
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .readTree(Files.readAllBytes(file));
            if (!root.isObject()) {
                throw wrong(file, root.isMissingNode() ? "is empty" : "is JSON, but not an object");
            }
            return root;
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw wrong(file, "is not valid JSON: " + e.getOriginalMessage() + where);
        } catch (NoSuchFileException e) {
            throw wrong(file, "does not exist");
        } catch (AccessDeniedException e) {
            throw wrong(file, "may not be read by this user");
        } catch (IOException e) {
            throw wrong(file, Files.isDirectory(file) ? "is a directory" : "cannot be read: " + e.getMessage());
        }
    }

    private static void add(List<ReferencePoint> points, JsonNode node, Path file, String where) {
        JsonNode concurrency = node.path("concurrency");
        if (!concurrency.isIntegralNumber() || !concurrency.canConvertToInt() || concurrency.intValue() < 1) {
            throw wrong(file, "has no concurrency of 1 or more at " + where);
        }
        Double rps = number(node, "rps", file, where);
        Double p50Ms = number(node, "p50_ms", file, where);
        Double p99Ms = number(node, "p99_ms", file, where);
        if (rps == null || p50Ms == null || p99Ms == null) {
            if (node.path("disqualified").isTextual()) {
                return;
            }
            throw wrong(file, "has no rps, p50_ms and p99_ms at " + where);
        }
        ReferencePoint point = new ReferencePoint(
                concurrency.intValue(),
                rps,
                p50Ms,
                number(node, "p95_ms", file, where),
                p99Ms,
                number(node, "p999_ms", file, where),
                number(node, "error_rate", file, where));
        if (point.comparable()) {
            points.add(point);
        }
    }

    private static Double number(JsonNode node, String key, Path file, String where) {
        JsonNode value = node.path(key);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isNumber() || !Double.isFinite(value.doubleValue()) || value.doubleValue() < 0) {
            throw wrong(file, "has " + key + " " + value + " at " + where + ", which is not a number of 0 or more");
        }
        return value.doubleValue();
    }

    private static List<Integer> levels(List<ReferencePoint> points) {
        return points.stream().map(ReferencePoint::concurrency).toList();
    }

    private static ConfigurationException wrong(Path file, String what) {
        return new ConfigurationException("--ref-from-json: " + file + " " + what
                + "; name a file written by 'sweep -o json' or with --json-path");
    }
}
