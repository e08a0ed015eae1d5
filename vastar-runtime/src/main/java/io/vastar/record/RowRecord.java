// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

/**
 * The rows of an agent.
 *
 * @param requests one for each kind of request
 * @param transactions one for each transaction and each scenario's iterations
 * @param iterations of all scenarios
 * @param handOffs null unless users have threads of their own
 */
public record RowRecord(
        NamedRows requests, NamedRows transactions, TrialResult.Iterations iterations, HandOffLog handOffs) {
    /** Of an agent that repeats one request. */
    public static RowRecord none() {
        return new RowRecord(new NamedRows(0, false), new NamedRows(0, false), new TrialResult.Iterations(0, 0), null);
    }

    /** Of the same kind, with nothing recorded. */
    RowRecord empty() {
        return new RowRecord(
                requests.empty(),
                transactions.empty(),
                new TrialResult.Iterations(0, 0),
                handOffs == null ? null : new HandOffLog());
    }

    /** Adds the other one's rows to these; the sum of the iterations is that of the returned one. */
    RowRecord add(RowRecord other) {
        requests.add(other.requests);
        transactions.add(other.transactions);
        if (handOffs != null) {
            handOffs.add(other.handOffs);
        }
        return new RowRecord(
                requests,
                transactions,
                new TrialResult.Iterations(
                        iterations.ended() + other.iterations.ended(), iterations.fine() + other.iterations.fine()),
                handOffs);
    }

    void write(RecordOutput to) {
        requests.write(to);
        transactions.write(to);
        to.number(iterations.ended());
        to.number(iterations.fine());
        to.flag(handOffs != null);
        if (handOffs != null) {
            handOffs.write(to);
        }
    }

    static RowRecord read(RecordInput from) {
        return new RowRecord(
                NamedRows.read(from),
                NamedRows.read(from),
                new TrialResult.Iterations(from.number(), from.number()),
                from.flag() ? HandOffLog.read(from) : null);
    }
}
