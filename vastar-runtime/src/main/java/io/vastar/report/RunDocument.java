// SPDX-License-Identifier: Apache-2.0
package io.vastar.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vastar.spi.VastarVersion;
import java.util.List;

/** The document around the runs of {@link RunJson}: versions, this machine, and what became of each load test. */
public final class RunDocument {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private RunDocument() {}

    /**
     * What became of one load test, whether or not it has a result among the runs.
     *
     * @param problem why the exit code is not 0, or why it was skipped; null when all is well
     */
    public record Outcome(String name, int exitCode, String problem, boolean skipped) {}

    /** The whole document, from the nodes of runs. */
    public static String render(List<ObjectNode> runs, int exitCode, List<Outcome> outcomes) {
        ObjectNode document = tree(runs);
        document.put("exit_code", exitCode);
        ArrayNode list = document.putArray("outcomes");
        for (Outcome outcome : outcomes) {
            list.addObject()
                    .put("name", outcome.name())
                    .put("exit_code", outcome.exitCode())
                    .put("problem", outcome.problem())
                    .put("skipped", outcome.skipped());
        }
        return text(document);
    }

    static ObjectNode tree(List<ObjectNode> runs) {
        Machine machine = Machine.detect();
        ObjectNode document = JSON.objectNode();
        document.put("schema_version", RunJson.SCHEMA_VERSION);
        document.put("kind", "run");
        document.putObject("versions")
                .put("vastar", VastarVersion.text())
                .put("java", System.getProperty("java.version"))
                .put("jvm", machine.jvm())
                .put("os", machine.os());
        ObjectNode machineNode = document.putObject("machine").put("cpu_cores_logical", machine.logicalCores());
        RunJson.unknownWhenZero(machineNode, "cpu_cores_physical", machine.physicalCores());
        RunJson.unknownWhenZero(machineNode, "ram_mb", machine.ramMb());
        document.putArray("runs").addAll(runs);
        return document;
    }

    static String text(ObjectNode document) {
        try {
            return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot fail to be written", e);
        }
    }
}
