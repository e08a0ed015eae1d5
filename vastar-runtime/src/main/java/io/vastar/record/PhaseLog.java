// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import io.vastar.spi.Exchange;

/** Where the time of exchanges went. */
final class PhaseLog {
    private final PhaseTimes connect = new PhaseTimes();
    private final PhaseTimes write = new PhaseTimes();
    private final PhaseTimes await = new PhaseTimes();
    private final PhaseTimes read = new PhaseTimes();

    void add(Exchange exchange) {
        long connectNs = exchange.connectNs();
        if (connectNs > 0) {
            connect.add(connectNs);
        }
        write.add(exchange.sentNs() - exchange.startedNs() - connectNs);
        await.add(exchange.firstByteNs() - exchange.sentNs());
        read.add(exchange.doneNs() - exchange.firstByteNs());
    }

    void add(PhaseLog other) {
        connect.add(other.connect);
        write.add(other.write);
        await.add(other.await);
        read.add(other.read);
    }

    TrialResult.Phases phases() {
        return new TrialResult.Phases(connect.phase(), write.phase(), await.phase(), read.phase());
    }

    void write(RecordOutput to) {
        connect.write(to);
        write.write(to);
        await.write(to);
        read.write(to);
    }

    void read(RecordInput from) {
        connect.read(from);
        write.read(from);
        await.read(from);
        read.read(from);
    }
}
