// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each wrong input: one message that says what, where and what to do; exit code 2; nothing run, nothing on stdout. */
class UsageTest {
    private final Fakes vastar = new Fakes();

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\u0001',
            value = {
                "http | the URL is missing",
                "http foo | 'foo' is not a URL: it has no scheme; write http://foo",
                "http http://a http://b | 'http://b' is one argument too many",
                "http -c 0 http://h/ | -c 0 is out of range; use 1 to 1000000",
                "http -c x http://h/ | -c, --concurrency: 'x' is not a whole number; write one such as 200, 10k or 1m",
                "http -c 20k -z 1s http://h/ | may open 10000 files",
                "http -n 0 http://h/ | -n 0 would send nothing",
                "http -n 1.5 http://h/ | -n, --requests: '1.5' is not a whole number",
                "http -n 1 -z 1s http://h/ | -n and -z exclude each other",
                "http -n 1 -n 2 http://h/ | -n, --requests is given more than once",
                "http -z soon http://h/ | -z, --duration: 'soon' is not a duration; write a number and a unit",
                "http -z -1s http://h/ | -z, --duration: '-1s'",
                "http -t http://h/ | -t, --timeout: 'http://h/' is not a duration",
                "http http://h/ -t | -t, --timeout needs a value: TIME",
                "http --connect-timeout 0 http://h/ | --connect-timeout 0 would let no connection open",
                "http --drain-cap 1s http://h/ | --drain-cap limits what comes after the deadline of -z",
                "http -H nocolon http://h/ | -H, --header: 'nocolon' is not a header: it has no ':'",
                "http -a joe http://h/ | 'joe' is not a user and a password",
                "http -m G=T http://h/ | 'G=T' is not a request method",
                "http -d a -D /dev/null http://h/ | -d and -D exclude each other",
                "http -D /none/x http://h/ | -D: cannot read the body file '/none/x': there is no such file",
                "http --json-path /none/x http://h/ | there is no folder '/none'",
                "http -o xml http://h/ | -o: 'xml' is not a form of this command's result; use text or json",
                "http --threads 0 http://h/ | --threads 0 is out of range",
                "http --threads x http://h/ | --threads: 'x' is not a number",
                "http --pin 1-0 http://h/ | --pin: '1-0' goes down",
                "http --pin 0,0 http://h/ | names CPU 0 twice",
                "http --pin 9999 http://h/ | --pin: this machine has no CPU 9999",
                "http --idle fast http://h/ | --idle: 'fast' is not an idle mode; use spin, yield",
                "http -q 5 http://h/ | -q: limiting the rate is not in this version",
                "http -host x http://h/ | -host: write -H 'Host: name'",
                "http --concurency 5 http://h/ | unknown option '--concurency'; did you mean '--concurrency'?",
                "sweep | the URL is missing",
                "sweep -c 5 http://h/ | -c: a sweep searches for the concurrency; write --conc",
                "sweep --conc 5..x http://h/ | --conc: '5..x' is not a list of concurrency levels; write auto",
                "sweep --repeats 0 http://h/ | --repeats 0 is out of range",
                "sweep --knee-ratio 2 http://h/ | --knee-ratio 2.0 is out of range",
                "sweep --knee-ratio x http://h/ | --knee-ratio: 'x' is not a number",
                "sweep --pick best http://h/ | --pick: 'best' is not a way to pick",
                "sweep --max-errors 2 http://h/ | --max-errors",
                "sweep --vs-body x http://h/ | add --vs URL",
                "sweep --vs http://a --ref-from-json pom.xml http://h/ | --ref-from-json",
                "sweep -o xml http://h/ | use text or json or ndjson or csv",
                "target --port 70000 | --port 70000 is out of range; use 1 to 65535",
                "target --port abc | --port: 'abc' is not a number",
                "target --for 0 | --for 0 would end it at once",
                "-c 5 http http://h/ | '-c' stands before the command http; write it after http",
                "htpp http://h/ | 'htpp' is no command, and no load test as there is none in this jar; did you mean 'http'?",
                "-P token | -P: 'token' is not NAME=VALUE",
                "-l | there is no load test in this jar",
            })
    void shouldRefuseWrongInput(String commandLine, String message) {
        assertThat(vastar.run(commandLine.trim().split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(vastar.err()).startsWith("error: ").contains(message).doesNotContain("\tat ");
        assertThat(vastar.out()).isEmpty();
        assertThat(vastar.runs).isEmpty();
        assertThat(vastar.sweeps).isEmpty();
    }

    @Test
    void shouldPointToTheHelpOfTheCommandThatWasMistyped() {
        vastar.run("sweep", "--nope", "http://h/");
        assertThat(vastar.err()).contains("(java -jar benchmarks.jar sweep --help lists what there is)");
    }

    @Test
    void shouldTellAnInternalErrorInOneLineUnlessAskedForMore() {
        vastar.engine = plan -> {
            throw new IllegalStateException("broken");
        };
        assertThat(vastar.run("http", "http://h/")).isEqualTo(ExitCode.INTERNAL);
        assertThat(vastar.err())
                .contains("error: vastar failed: java.lang.IllegalStateException: broken")
                .doesNotContain("\tat ");
        assertThat(vastar.run("http", "--stacktrace", "http://h/")).isEqualTo(ExitCode.INTERNAL);
        assertThat(vastar.err()).contains("\tat io.vastar");
    }

    @Test
    void shouldEndWithFourWhenTheTargetCannotBeReached() {
        vastar.engine = Fakes::unreachable;
        assertThat(vastar.run("http", "http://h/")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(vastar.err()).contains("error: nothing listens at http://h/; start it");
    }

    @Test
    void shouldEndWithFourWhenNoRequestSucceeded() {
        vastar.engine = plan -> Fakes.result(plan, 0, 0, 200);
        assertThat(vastar.run("http", "http://h/")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(vastar.err()).contains("200 failed (reset by peer)");
        vastar.engine = plan -> Fakes.result(plan, 0, 200, 0);
        assertThat(vastar.run("http", "http://h/")).isEqualTo(ExitCode.UNREACHABLE);
        assertThat(vastar.err()).contains("(500 among them)");
        vastar.engine = plan -> Fakes.result(plan, 1, 199, 0);
        assertThat(vastar.run("http", "http://h/")).isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldKeepStdoutForTheResult(@TempDir Path folder) {
        Path json = folder.resolve("x.json");
        assertThat(vastar.run("http", "-c", "3", "--json-path", json.toString(), "http://h/"))
                .isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("text of http\n");
        assertThat(vastar.err()).contains("# Load: c=3, 200 requests, timeout 20 s");
        assertThat(vastar.written).containsEntry(json, "{\"runs\":[\"http\"]}\n");
    }

    @Test
    void shouldUnderstandHeysSpelling() {
        assertThat(vastar.run("http", "-c100", "-n", "10k", "-disable-keepalive", "-T", "a/b", "-d", "x", "http://h/"))
                .isEqualTo(ExitCode.OK);
        assertThat(vastar.runs.get(0).concurrency()).isEqualTo(100);
        assertThat(vastar.runs.get(0).requests()).isEqualTo(10_000);
        assertThat(vastar.runs.get(0).request().keepAlive()).isFalse();
        assertThat(vastar.runs.get(0).request().contentType()).isEqualTo("a/b");
    }

    @Test
    void shouldWriteASweepInTheFormAskedFor() {
        assertThat(vastar.run("sweep", "-o", "csv", "--conc", "1,2", "http://h/"))
                .isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("sweep as csv\n");
        assertThat(vastar.sweeps.get(0).conc().levels()).containsExactly(1, 2);
        vastar.sweepExit = ExitCode.GATE;
        assertThat(vastar.run("sweep", "-o", "ndjson", "http://h/")).isEqualTo(ExitCode.GATE);
        assertThat(vastar.out()).isEqualTo("sweep as csv\n");
        assertThat(vastar.err()).contains("no level passed");
    }

    @Test
    void shouldPrintTheTargetsUrlAndCloseItAtTheEnd() {
        assertThat(vastar.run("target", "--port", "0", "--for", "1ms")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out()).isEqualTo("http://127.0.0.1:4711\n");
        assertThat(vastar.started).isEqualTo("closed");
    }

    @Test
    void shouldEndTheTargetWhenInterrupted() {
        vastar.interruption.request();
        assertThat(vastar.run("target")).isEqualTo(ExitCode.OK);
        assertThat(vastar.started).isEqualTo("closed");
    }

    @Test
    void shouldFailTheDoctorOnlyWhenACheckFails() {
        vastar.checks = java.util.List.of(DoctorCheck.ok("clock", "fine"), DoctorCheck.warn("CPUs", "one", "add one"));
        assertThat(vastar.run("doctor")).isEqualTo(ExitCode.OK);
        assertThat(vastar.out())
                .isEqualTo("ok    clock  fine\nwarn  CPUs   one\n             -> add one\n\n"
                        + "1 to look at; load tests run\n");
        vastar.checks = java.util.List.of(DoctorCheck.fail("x", "bad", "mend it"));
        assertThat(vastar.run("doctor")).isEqualTo(ExitCode.INTERNAL);
    }
}
