// SPDX-License-Identifier: Apache-2.0
package io.vastar.record;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.ConnectionStats;
import io.vastar.spi.ErrorKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.HdrHistogram.Histogram;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgentRecordTest {
    private static final long SECOND = 1_000_000_000L;

    /** Bytes at an offset that is not 0, as in a larger message. */
    private static byte[] bytes(AgentRecord record) {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        int length = record.write(buffer, 3);
        return Arrays.copyOfRange(buffer.byteArray(), 3, 3 + length);
    }

    private static AgentRecord read(byte[] bytes) {
        return AgentRecord.read(new UnsafeBuffer(bytes), 0, bytes.length);
    }

    private static AgentRecord sent(AgentRecord record) {
        return read(bytes(record));
    }

    /** All fields and the counts of all histograms; clocks of machines differ. */
    private static void assertSame(AgentRecord actual, AgentRecord expected) {
        assertThat(actual)
                .usingRecursiveComparison()
                .withEqualsForType(Object::equals, Histogram.class)
                .ignoringFieldsMatchingRegexes(
                        "moments.originNs", ".*rate.*startNs", ".*rate.*cellEndNs", ".*rate.*cell", ".*callers")
                .isEqualTo(expected);
        assertThat(actual.measuredFromNs()).isEqualTo(expected.measuredFromNs());
        assertThat(actual.recorder().recording(10 * SECOND).course())
                .isEqualTo(expected.recorder().recording(10 * SECOND).course());
        assertThat(bytes(actual)).isEqualTo(bytes(expected));
    }

    private static List<AgentRecord> agents(long seed) {
        Random random = new Random(seed);
        boolean scheduled = random.nextBoolean();
        boolean warmsUp = random.nextBoolean();
        boolean threads = random.nextBoolean();
        List<AgentRecord> records = new ArrayList<>();
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            records.add(new RandomRecord(random, scheduled, warmsUp, threads).make());
        }
        return records;
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldMergeBytesIntoWhatMergedObjectsAre(long seed) {
        List<AgentRecord> records = agents(seed);
        List<AgentRecord> sent = new ArrayList<>();
        records.forEach(record -> sent.add(sent(record)));
        assertSame(AgentRecord.sum(sent), AgentRecord.sum(records));
    }

    @ParameterizedTest
    @ValueSource(longs = {31, 32, 33, 34, 35})
    void shouldMergeTheSumsOfMachinesIntoTheSumOfTheirThreads(long seed) {
        List<AgentRecord> here = new ArrayList<>(agents(seed));
        List<AgentRecord> there = agents(seed);
        AgentRecord ofMachines = AgentRecord.sum(List.of(AgentRecord.sum(here), sent(AgentRecord.sum(there))));
        here.addAll(there);
        assertSame(ofMachines, AgentRecord.sum(here));
    }

    @ParameterizedTest
    @ValueSource(longs = {41, 42, 43})
    void shouldLeaveWhatItSumsAsItWas(long seed) {
        List<AgentRecord> records = agents(seed);
        byte[] before = bytes(records.get(0));
        AgentRecord.sum(records);
        assertThat(bytes(records.get(0))).isEqualTo(before);
        assertThat(bytes(read(before))).isEqualTo(before);
    }

    @Test
    void shouldRefuseBytesThatWereCutOff() {
        byte[] whole = bytes(agents(5).get(0));
        for (int length = 0; length < whole.length; length += 1 + length / 50) {
            byte[] part = Arrays.copyOf(whole, length);
            assertThatThrownBy(() -> read(part))
                    .as("first %d bytes of %d", length, whole.length)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("agent record: at byte ");
        }
    }

    @Test
    void shouldRefuseAnotherVersion() {
        byte[] bytes = bytes(agents(5).get(0));
        bytes[0] = 9;
        assertThatThrownBy(() -> read(bytes))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("agent record: its version is 9, and this vastar reads 1; run the same version of vastar"
                        + " everywhere");
    }

    @Test
    void shouldTakeLittleRoomForRowsInWhichNothingIsRecorded() {
        NamedRows rows = new NamedRows(2, true, 200);
        for (int i = 0; i < 200; i++) {
            rows.row("row " + i);
        }
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        RecordOutput out = new RecordOutput(buffer, 0, 0);
        rows.write(out);
        assertThat(out.position()).isLessThan(200 * 1_000);
    }

    @Test
    void shouldKeepTextsOfAnyLanguageAndNull() {
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        RecordOutput out = new RecordOutput(buffer, 0, 0);
        out.text("gréŝ 漢字 😀");
        out.text(null);
        out.text("");
        RecordInput in = new RecordInput(buffer, 0, out.position());
        assertThat(in.text()).isEqualTo("gréŝ 漢字 😀");
        assertThat(in.text()).isNull();
        assertThat(in.text()).isEmpty();
        assertThat(in.position()).isEqualTo(out.position());
    }

    @Test
    void shouldKeepConnectionsFailuresByKind() {
        ConnectionStats stats = new ConnectionStats();
        stats.failed(ErrorKind.RESET, "first");
        stats.failed(ErrorKind.RESET, "second");
        stats.opened(5);
        ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        RecordOutput out = new RecordOutput(buffer, 0, 0);
        ConnectionRecord.write(stats, out);
        ConnectionStats read = ConnectionRecord.read(new RecordInput(buffer, 0, out.position()));
        assertThat(read.failures()).containsOnlyKeys(ErrorKind.RESET).containsValue(2L);
        assertThat(read.firstFailures()).containsEntry(ErrorKind.RESET, "first");
        assertThat(read.peakOpen()).isEqualTo(1);
    }
}
