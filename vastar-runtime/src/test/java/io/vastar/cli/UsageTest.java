// SPDX-License-Identifier: Apache-2.0
package io.vastar.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.pace.Stage;
import io.vastar.plan.LoadModel;
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
                "http --drain-timeout 1s http://h/ | --drain-timeout limits what comes after the deadline of -z",
                "http -z 1s --drain-cap 1s --drain-timeout 2s http://h/ | --drain-cap is the former name of --drain-timeout",
                "http --drain-cap 1s http://h/ | --drain-timeout limits what comes after the deadline of -z",
                "http --drain-cap soon http://h/ | --drain-cap: 'soon' is not a duration",
                "http --drain-ca 1s http://h/ | unknown option '--drain-ca'; did you mean '--drain-timeout'?",
                "http -H nocolon http://h/ | -H, --header: 'nocolon' is not a header: it has no ':'",
                "http -a joe http://h/ | -a: the credentials have no ':' between name and secret; write user:password",
                "http --targets /none/x http://h/ | --targets: cannot read the file of targets '/none/x'",
                "http --targets /none/x -Z y http://h/ | --targets and -Z both say what differs of a request",
                "http --targets x --rand-regex-url http://h/ | --targets and --rand-regex-url both say the URLs",
                "http --rand-regex-url http://h[a]/ | --rand-regex-url: 'http://h[a]/' has '[' in its host, at position 8",
                "http --rand-regex-url http://h/[a | is not a regular expression: Unclosed character class at position 10",
                "http --rand-regex-url http://h/(?=a)b | --rand-regex-url: no URL can be made from",
                "http --rand-regex-url --max-repeat -1 http://h/a* | --max-repeat: -1 is not between 0 and 8192",
                "http --max-repeat 3 http://h/ | --max-repeat does nothing without --rand-regex-url",
                "http --order random http://h/ | --order: there is nothing to put in order",
                "http --order up -Z /dev/null http://h/ | --order: 'up' is no order; write round-robin or random",
                "http -Z /dev/null http://h/ | -Z: the file of bodies '/dev/null' has no line",
                "http -Z /dev/null -d x http://h/ | -Z and -d, -D or -F both say the body of a request",
                "http -F abc http://h/ | -F: 'abc' is not a form part: it has no '='",
                "http -F a=@/none/x http://h/ | -F: cannot read the file '/none/x'",
                "http -F a=b -d x http://h/ | -F and -d exclude each other",
                "http -F a=b -T text/x http://h/ | -T and -F exclude each other",
                "http --chunked http://h/ | --chunked: there is no body to send in chunks",
                "http --bearer x -a u:p http://h/ | --bearer and -a exclude each other",
                "http --bearer x -H Authorization:y http://h/ | a header Authorization and --bearer both authorize",
                "http --digest http://h/ | --digest needs a user and a password; add -a user:password",
                "http --aws-sigv4 x -a k:s http://h/ | --aws-sigv4: 'x' does not say how to sign for AWS",
                "http --aws-session-token x http://h/ | --aws-session-token does nothing without --aws-sigv4",
                "http -m  http://h/ | -m, --method has an empty value; write METHOD behind it, or leave it out",
                "http --bearer  http://h/ | --bearer has an empty value",
                "http -a  http://h/ | -a, --auth has an empty value",
                "http --json-path  http://h/ | --json-path has an empty value",
                "sweep --pick  http://h/ | --pick has an empty value",
                "http --http3 http://h/ | --http3: HTTP/3 is not spoken; write --http2",
                "http -j http://h/ | -j: write -o json",
                "http -p 5 http://h/ | -p: write --streams COUNT",
                "http -w http://h/ | -w: write --drain-timeout TIME",
                "http --user-agent x http://h/ | --user-agent: write -H 'User-Agent: name'",
                "http -X POST http://h/ | -X: write -m METHOD",
                "http -z 30s1m http://h/ | -z, --duration: '30s1m' is not a duration",
                "http -m G=T http://h/ | 'G=T' is not a request method",
                "http -d a -D /dev/null http://h/ | -d and -D exclude each other",
                "http -D /none/x http://h/ | -D: cannot read the body file '/none/x': there is no such file",
                "http --compression --disable-compression http://h/ | --compression asks for compressed responses, and",
                "http --redirects -1 http://h/ | redirects of 'http': -1 is out of range",
                "http --graphql-variables {} http://h/ | --graphql-variables needs a query; add --graphql",
                "http --graphql {a http://h/ | --graphql: the query ends before its '{' is closed",
                "http --graphql /none/q http://h/ | --graphql: cannot read the body file '/none/q'",
                "http --graphql {a} -d x http://h/ | --graphql gives the body, and so does -d; leave one out",
                "http --graphql {a} --graphql-variables x http://h/ | --graphql: the variables 'x' are no JSON",
                "http --json-path /none/x http://h/ | there is no folder '/none'",
                "http -o xml http://h/ | -o: 'xml' is not a form of this command's result; use text, json, csv, oha, hey, wrk, h2load, vegeta, vegeta-json or bombardier-json",
                "http --threads 0 http://h/ | --threads 0 is out of range",
                "http --threads x http://h/ | --threads: 'x' is not a number",
                "http --pin 1-0 http://h/ | --pin: '1-0' goes down",
                "http --pin 0,0 http://h/ | names CPU 0 twice",
                "http --pin 9999 http://h/ | --pin: this machine has no CPU 9999",
                "http --idle fast http://h/ | --idle: 'fast' is not an idle mode; use spin, yield",
                "http -q x http://h/ | -q, --qps: 'x' is not a number",
                "http -q -1 http://h/ | -q -1.0 is out of range; use a rate per second up to 100000000, or 0 for no limit",
                "http -q 5 --rate 9 http://h/ | -q 5.0 and --rate exclude each other: -q limits each user of a closed",
                "http --rate fast http://h/ | --rate: 'fast' is not a rate; write a number and a unit, such as 5000/s",
                "http --rate 0 http://h/ | --rate: '0' would send nothing",
                "http -R 5 http://h/ | -R: write --rate 5000/s",
                "http --arrival poisson http://h/ | --arrival 'poisson' says how the arrivals of a rate are spread, and",
                "http --rate 5 --arrival poison http://h/ | --arrival: 'poison' is no way to spread arrivals; did you mean",
                "http --max-concurrency 5 http://h/ | --max-concurrency 5 limits the iterations of a rate, and there is no",
                "http --rate 5 --max-concurrency 20k http://h/ | --max-concurrency 20000 asks for 20000 connections",
                "http --rate 5 --stages x http://h/ | --rate and --stages exclude each other: stages say what the rate is",
                "http --stages x http://h/ | --stages: 'x' is not a stage; write A..B in D for a ramp",
                "http --burst-rate 5 http://h/ | bursts need both --burst-rate (how many at once, such as 100) and",
                "http --burst-delay 5s http://h/ | add --burst-rate",
                "http --burst-delay x http://h/ | --burst-delay: 'x' is not a duration",
                "http --warmup soon http://h/ | --warmup: 'soon' is no warm-up; write a duration such as 5s",
                "http --warmup 200 http://h/ | --warmup: '200' would discard the whole run (n=200); use a shorter warm-up",
                "http --seed x http://h/ | --seed: 'x' is not a number",
                "sweep --rate 5 http://h/ | --rate: a sweep searches for the concurrency of a closed model; use it with",
                "http -disable-redirects http://h/ | -disable-redirects: redirects are not followed unless you write --redirects",
                "http --redirect 5 http://h/ | --redirect: write --redirects COUNT",
                "http -h2 http://h/ | -h2: write --http2",
                "http -rate 5 http://h/ | -rate: write --rate 5000/s",
                "http --vus 5 http://h/ | --vus: write -c COUNT",
                "http -s a.lua http://h/ | -s: there are no scripts; write a class with @Step methods",
                "http -host x http://h/ | -host: write -H 'Host: name'",
                "http --concurency 5 http://h/ | unknown option '--concurency'; did you mean '--concurrency' or '--max-concurrency'?",
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
                "sweep --log a.csv http://h/ | requests are shown one by one of a single run, use it with http",
                "http --format oha http://h/ | write -o, which takes oha, hey, wrk, h2load, vegeta, vegeta-json and bombardier-json, too",
                "sweep -o xml http://h/ | use text, json, ndjson or csv",
                "target --port 70000 | --port 70000 is out of range; use 1 to 65535",
                "target --port abc | --port: 'abc' is not a number",
                "target --for 0 | --for 0 would end it at once",
                "-c 5 http http://h/ | '-c' stands before the command http; write it after http",
                "htpp http://h/ | 'htpp' is no command, and no load test as there is none in this jar; did you mean 'http'?",
                "-P token | -P, --set: 'token' is not NAME=VALUE; write -P name=value",
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
        assertThat(vastar.err()).contains("(java -jar benchmarks.jar sweep --help all lists what there is)");
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
        assertThat(vastar.err()).contains("# Load: closed model: 3 users, 200 requests, timeout 20 s");
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
    void shouldUnderstandTheFormerNameOfDrainTimeout() {
        assertThat(vastar.run("http", "-z", "1s", "--drain-cap=3s", "http://h/"))
                .isEqualTo(ExitCode.OK);
        assertThat(vastar.runs.get(0).drainTimeoutNs()).isEqualTo(3_000_000_000L);
        assertThat(vastar.run("sweep", "-z", "1s", "--drain-timeout", "4s", "--conc", "1,2", "http://h/"))
                .isEqualTo(ExitCode.OK);
        assertThat(vastar.sweeps.get(0).base().drainTimeoutNs()).isEqualTo(4_000_000_000L);
    }

    @Test
    void shouldUnderstandWhatOtherToolsAccept() {
        assertThat(vastar.run("http", "-k", "-z", "1m30s", "-d", "2s", "-m", "POST", "localhost:8080/items?a=b"))
                .isEqualTo(ExitCode.OK);
        assertThat(vastar.runs.get(0).request().url()).isEqualTo("http://localhost:8080/items?a=b");
        assertThat(vastar.runs.get(0).durationNs()).isEqualTo(90_000_000_000L);
        assertThat(vastar.err())
                .contains("-k has no effect on 'http://localhost:8080/items?a=b', which is not over TLS")
                .contains("-d 2s is sent as the body of each request; for a run of 2s")
                .contains("write -z 2s");
        assertThat(vastar.run("sweep", "--conc", "1..8", "[::1]:8080")).isEqualTo(ExitCode.OK);
        assertThat(vastar.sweeps.get(0).conc().levels()).containsExactly(1, 2, 3, 4, 5, 6, 7, 8);
        assertThat(vastar.sweeps.get(0).base().request().url()).isEqualTo("http://[::1]:8080");
    }

    @Test
    void shouldAcceptValuesThatMayBeEmpty() {
        assertThat(vastar.run("http", "-d", "", "-x", "", "--no-proxy", "", "http://h/"))
                .isEqualTo(ExitCode.OK);
    }

    @Test
    void shouldDoTheSumWhereARateIsThatOfEachUser() {
        vastar.run("http", "-q", "500", "-c", "20", "http://h/");
        assertThat(vastar.err())
                .contains("-q 500 limits each user: 20 users make at most 10000 requests/s together; for 500/s in all"
                        + " write --rate 500/s");
        vastar.run("sweep", "-q", "2.5", "--conc", "2,3", "http://h/");
        assertThat(vastar.err()).contains("-q 2.5 limits each user: c users make at most c x 2.5 requests/s together");
        Fakes one = new Fakes();
        one.run("http", "-q", "500", "-c", "1", "http://h/");
        assertThat(one.err()).doesNotContain("-q 500 limits");
    }

    @Test
    void shouldPlanAnOpenModelAndSaySo() {
        assertThat(vastar.run("http", "--rate", "5k/s", "-z", "30s", "--warmup", "5s", "http://h/"))
                .isEqualTo(ExitCode.OK);
        LoadModel model = vastar.runs.get(0).model();
        assertThat(model.isOpen()).isTrue();
        assertThat(model.stages()).containsExactly(new Stage(5000, 5000, 30_000_000_000L));
        assertThat(model.warmUpNs()).isEqualTo(5_000_000_000L);
        assertThat(vastar.err())
                .contains("# Load: open model: 5000/s constant for 30 s, at most 1000 in flight, first 5 s discarded,"
                        + " timeout 20 s");
    }

    @Test
    void shouldPlanStagesBurstsAndArrivalsOfTheCommandLine() {
        vastar.run("http", "--stages", "0..200 in 30s, 200 for 5m", "http://h/");
        vastar.run("http", "--burst-rate", "10k", "--burst-delay", "500ms", "--max-concurrency", "99", "http://h/");
        vastar.run("http", "--rate", "60/min", "--arrival", "poisson", "--seed", "7", "-n", "9", "http://h/");
        vastar.run("http", "-q", "2.5", "-c", "4", "-n", "9", "http://h/");
        assertThat(vastar.err())
                .contains("# Load: closed model: users 0..200 in 30 s, 200 for 300 s, timeout")
                .contains("# Load: open model: bursts of 10000 every 500 ms for 10 s, at most 99 in flight, timeout")
                .contains("# Load: open model: 1/s Poisson, 9 requests, at most 1000 in flight, timeout")
                .contains("# Load: closed model: 4 users, 9 requests, each at most 2.5/s, timeout");
        assertThat(vastar.runs.get(0).concurrency()).isEqualTo(200);
        assertThat(vastar.runs.get(1).model().burstDelayNs()).isEqualTo(500_000_000L);
        assertThat(vastar.runs.get(2).model().seed()).isEqualTo(7);
        assertThat(vastar.runs.get(3).model().perUserPerSec()).isEqualTo(2.5);
    }

    @Test
    void shouldPassTheLimitOfEachUserToASweep() {
        assertThat(vastar.run("sweep", "-q", "5", "--warmup", "100", "--conc", "2,3", "http://h/"))
                .isEqualTo(ExitCode.OK);
        LoadModel model = vastar.sweeps.get(0).base().withConcurrency(3).model();
        assertThat(model.isOpen()).isFalse();
        assertThat(model.perUserPerSec()).isEqualTo(5);
        assertThat(model.warmUpIterations()).isEqualTo(100);
        assertThat(model.usersAt(0)).isEqualTo(3);
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

    @Test
    void shouldPrintTheDoctorsChecksAsJson() throws Exception {
        vastar.checks = java.util.List.of(DoctorCheck.ok("clock", "fine"), DoctorCheck.fail("x", "\"bad\"", "mend it"));
        assertThat(vastar.run("doctor", "--json")).isEqualTo(ExitCode.INTERNAL);
        com.fasterxml.jackson.databind.JsonNode json =
                new com.fasterxml.jackson.databind.ObjectMapper().readTree(vastar.out());
        assertThat(json.get("failed").asInt()).isEqualTo(1);
        assertThat(json.get("warnings").asInt()).isZero();
        assertThat(json.at("/checks/0/verdict").asText()).isEqualTo("ok");
        assertThat(json.at("/checks/0/advice").isNull()).isTrue();
        assertThat(json.at("/checks/1/value").asText()).isEqualTo("\"bad\"");
        assertThat(json.at("/checks/1/advice").asText()).isEqualTo("mend it");
    }
}
