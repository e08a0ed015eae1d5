// SPDX-License-Identifier: Apache-2.0
package io.vastar.run;

import io.vastar.buffer.Printable;
import io.vastar.record.TrialResult;
import io.vastar.record.TrialResult.Counts;
import io.vastar.spi.RequestSpec;
import java.util.List;
import java.util.stream.Collectors;

/** Says what it means when not a single request of a run was answered as expected. */
public final class NoSuccess {
    private NoSuccess() {}

    /** Why no request succeeded, or null when one did. */
    public static String reason(TrialResult result) {
        Counts counts = result.counts();
        if (counts.ok() > counts.rejected()) {
            return null;
        }
        if (counts.codeFailures() > 0 && counts.started() == 0 || counts.ok() > 0) {
            return ofUserCode(result);
        }
        if (counts.started() == 0) {
            boolean ownClient = result.detail().hasUserThreads()
                    && result.detail().iterations() != null
                    && result.detail().iterations().fine() > 0;
            return ownClient
                    ? null
                    : "no request was sent to "
                            + RequestSpec.shown(result.request().url())
                            + ": none was due, or none could be sent, before the run ended; use a longer -z or a higher rate";
        }
        String what = "no request to " + RequestSpec.shown(result.request().url()) + " succeeded: ";
        if (counts.unexpected() > 0) {
            int code = result.unexpectedCodes().isEmpty()
                    ? 0
                    : result.unexpectedCodes().firstKey();
            return what + counts.unexpected() + " answers with another status than expected (" + code + " among them), "
                    + counts.failed() + " without an answer; check the URL and what the request needs";
        }
        if (counts.failed() > 0) {
            String example = result.errors().isEmpty()
                    ? ""
                    : " (" + Printable.text(result.errors().get(0).firstExample()) + ")";
            return what + counts.failed() + " failed" + example + "; check that the target is running";
        }
        return what + counts.aborted() + " were still in flight when the run ended; use a longer -z, or raise"
                + " --drain-timeout";
    }

    /** Every iteration went wrong in user code or its checks. */
    private static String ofUserCode(TrialResult result) {
        Counts counts = result.counts();
        String what = counts.ok() == 0
                ? "no request was sent, because the load test's own code failed: "
                : "no response passed the load test's own code: ";
        List<TrialResult.ErrorRow> thrown = result.detail().codeFailures();
        if (thrown.isEmpty()) {
            return what + Math.max(counts.rejected(), counts.codeFailures())
                    + " failed a check; see the checks in the report";
        }
        String first = thrown.get(0).firstExample();
        return what + thrown.get(0).count() + " × " + thrown.get(0).kind() + " ("
                + first.lines().limit(2).map(String::strip).collect(Collectors.joining(" ")) + "); mend the load test";
    }
}
