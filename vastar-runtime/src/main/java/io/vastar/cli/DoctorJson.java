// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;

/** What {@code doctor} found, for scripts: the checks in their order, and how many of them failed or warn. */
final class DoctorJson {
    private DoctorJson() {}

    static String text(List<DoctorCheck> checks) {
        ObjectNode root = JsonNodeFactory.instance.objectNode();
        root.put("failed", count(checks, DoctorCheck.Verdict.FAIL));
        root.put("warnings", count(checks, DoctorCheck.Verdict.WARN));
        ArrayNode list = root.putArray("checks");
        for (DoctorCheck check : checks) {
            list.addObject()
                    .put("name", check.name())
                    .put("verdict", check.verdict().name().toLowerCase(Locale.ROOT))
                    .put("value", check.value())
                    .put("advice", check.advice().isEmpty() ? null : check.advice());
        }
        return root.toPrettyString() + "\n";
    }

    private static long count(List<DoctorCheck> checks, DoctorCheck.Verdict verdict) {
        return checks.stream().filter(check -> check.verdict() == verdict).count();
    }
}
