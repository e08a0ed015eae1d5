// SPDX-License-Identifier: Apache-2.0
package io.vastar.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vastar.spi.AuthDefinition;
import io.vastar.spi.AwsCredentials;
import io.vastar.spi.ConfigurationException;
import io.vastar.spi.ContentDefinition;
import io.vastar.spi.Header;
import io.vastar.spi.HttpSpec;
import io.vastar.spi.LoadTestBuilder;
import io.vastar.spi.LoadTestDefinition;
import io.vastar.spi.RequestSpec;
import io.vastar.spi.RequestVariant;
import io.vastar.spi.RequestVariety;
import io.vastar.spi.SweepDefinition;
import io.vastar.spi.TransportSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What annotations and flags together come to, where requests differ or are authorized. */
class ContentPlanTest {
    @TempDir
    Path folder;

    private final PlanBuilder plans = plans(Map.of());

    private static PlanBuilder plans(Map<String, String> environment) {
        return new PlanBuilder(
                new PlaceholderValues(Map.of("TOKEN", "abc"), name -> null, environment::get),
                new FileLimits(10_000, 36));
    }

    private static LoadTestBuilder test() {
        return LoadTestDefinition.named("Fx").className("a.Fx").url("http://h/x");
    }

    private static ContentDefinition content() {
        return ContentDefinition.create();
    }

    private static AuthDefinition auth() {
        return AuthDefinition.create();
    }

    private static Overrides flags(Overrides.Request request) {
        return Overrides.NONE.withRequest(request);
    }

    private static Overrides flags(ContentDefinition content, AuthDefinition auth) {
        return flags(Overrides.Request.NONE.with(content, auth));
    }

    private static Overrides.Request basic(String credentials, AuthDefinition auth) {
        return new Overrides.Request(null, null, List.of(), null, null, credentials, null, null, null, null)
                .with(content(), auth);
    }

    private RequestSpec plan(LoadTestBuilder test, Overrides overrides) {
        return plans.loadTest(test.build(), overrides, null).run().request();
    }

    private String file(String name, String... lines) throws IOException {
        return Files.write(folder.resolve(name), List.of(lines)).toString();
    }

    private static void assertRefused(ThrowingCallable call, String... parts) {
        assertThatThrownBy(call).isInstanceOf(ConfigurationException.class).hasMessageContainingAll(parts);
    }

    @Test
    void shouldPlanTargetsOfOneHost() throws IOException {
        String file = file("t", "/a", "2x POST http://H:80/b", "X-A: 1", "@" + file("body", "hello"));
        RequestSpec spec = plan(test().content(content().targets(file).order("random")), Overrides.NONE);

        RequestVariety variety = spec.content().variety();
        assertThat(spec.variant(0).url()).isEqualTo("http://h/a");
        assertThat(spec.variant(0).method()).isEqualTo("GET");
        assertThat(spec.variant(1).method()).isEqualTo("POST");
        assertThat(spec.variant(1).headers()).containsExactly(new Header("X-A", "1"));
        assertThat(spec.variant(1).body()).asString().isEqualToIgnoringNewLines("hello");
        assertThat(variety.weights()).containsExactly(1, 2);
        assertThat(variety.random()).isTrue();
        assertThat(variety.summary()).isEqualTo("2 targets of " + file);
    }

    @Test
    void shouldPutPathsBehindTheBaseUrlOfASetUp() throws IOException {
        LoadTestDefinition test = LoadTestDefinition.named("Fx")
                .content(content().targets(file("t", "/a")))
                .build();
        assertThat(plans.loadTest(test, Overrides.NONE, "http://b:1/api")
                        .run()
                        .request()
                        .variant(0)
                        .url())
                .isEqualTo("http://b:1/api/a");
    }

    @Test
    void shouldTakeTheHostOfTheFirstTargetWhereNobodyNamesOne() throws IOException {
        Overrides flags = flags(content().targets(file("t", "http://first:1/a", "/b")), auth());
        RequestSpec spec = plans.http(flags).run().request();

        assertThat(spec.url()).isEqualTo("http://first:1/a");
        assertThat(spec.variant(1).url()).isEqualTo("http://first:1/b");
    }

    @Test
    void shouldLetTargetsGoToSeveralHosts() throws IOException {
        String file = file("t", "/a", "2x https://u:secret@h/b", "http://other:1/c", "http://H:80/d");
        RequestVariety variety =
                plan(test(), flags(content().targets(file), auth())).content().variety();

        assertThat(variety.summary()).isEqualTo("4 targets of " + file + ", to 3 hosts");
        assertThat(variety.variants())
                .extracting(RequestVariant::url)
                .containsExactly("http://h/a", "https://u:secret@h/b", "http://other:1/c", "http://H:80/d");
        assertThat(variety.weights()).containsExactly(1, 2, 1, 1);
    }

    @Test
    void shouldRefuseHostsThatTheLoadTestCannotGoToByTheirLine() throws IOException {
        String file = file("t", "/a", "ws://u:secret@h/b");
        assertThatThrownBy(() -> plan(test(), flags(content().targets(file), auth())))
                .hasMessageContaining("line 2: ws://***@h is none for requests that begin with http://h")
                .hasMessageNotContaining("secret");
        String elsewhere = file("t", "http://i/a", "http://j/b");
        assertThatThrownBy(() -> plan(test(), flags(content().targets(elsewhere), auth())))
                .hasMessageContaining("no target in '" + elsewhere + "' goes to http://h, the host of the load test");
    }

    @Test
    void shouldAskForTheRegionWhereHostsTellDifferentOnes() throws IOException {
        String[] targets = {"https://sqs.eu-west-1.amazonaws.com/a", "https://sqs.us-east-1.amazonaws.com/b"};
        String file = file("t", targets);
        AuthDefinition told = auth().awsSigV4("aws:amz").awsKey("k:s");
        assertThatThrownBy(() -> plans.http(flags(content().targets(file), told)))
                .hasMessageContaining("tell other regions or services than eu-west-1 and sqs");
        AuthDefinition said = auth().awsSigV4("aws:amz:eu-west-1:sqs").awsKey("k:s");
        assertThat(plans.http(flags(content().targets(file), said))
                        .run()
                        .request()
                        .variants())
                .isEqualTo(2);
    }

    @Test
    void shouldLetFlagsReplaceWhatTheAnnotationSays() throws IOException {
        LoadTestBuilder test = test().content(content().urlPattern("/[a-z]"));
        RequestSpec spec = plan(test, flags(content().bodyLines(file("l", "one", "two")), auth()));

        assertThat(spec.content().variety().summary()).startsWith("2 bodies of ");
        assertThat(spec.variant(1).url()).isEqualTo("http://h/x");
        assertThat(spec.variant(1).body()).asString().isEqualTo("two");

        LoadTestBuilder lines =
                test().content(content().bodyLines(file("l", "one")).order("RANDOM"));
        assertThat(plan(lines, Overrides.NONE).content().variety().random()).isTrue();
        Overrides body = flags(new Overrides.Request(null, null, List.of(), null, null, null, "x", null, null, null));
        assertThat(plan(lines, body).content().variety()).isNull();
    }

    @Test
    void shouldMakeUrlsOfAPatternBySeed() {
        LoadTestBuilder test =
                test().content(content().urlPattern("/[a-z]{8}")).requests(100).seed(3);
        RequestSpec spec = plan(test, Overrides.NONE);

        assertThat(spec.variants()).isEqualTo(100);
        assertThat(spec.variant(0).url()).matches("http://h/[a-z]{8}");
        assertThat(plan(test, Overrides.NONE).variant(99).url())
                .isEqualTo(spec.variant(99).url());
        Overrides.Request moved = Overrides.Request.NONE.withUrl("http://other:1");
        assertThat(plan(test, flags(moved)).variant(0).url()).startsWith("http://other:1/");
        assertRefused(
                () -> plan(test().content(content().urlPattern("http://i/[a-z]")), Overrides.NONE),
                "load test 'Fx', @Targets urlPattern",
                "http://i is another host than http://h");
    }

    @Test
    void shouldMakeAPostOfAForm() {
        RequestSpec spec = plan(test().content(content().form("a=${TOKEN}").chunked(true)), Overrides.NONE);

        assertThat(spec.method()).isEqualTo("POST");
        assertThat(spec.contentType()).startsWith("multipart/form-data; boundary=");
        assertThat(spec.body()).asString().contains("name=\"a\"\r\n\r\nabc\r\n");
        assertThat(spec.content().chunked()).isTrue();
        assertThat(plan(test().method("PUT"), flags(content().form("a=b"), auth()))
                        .method())
                .isEqualTo("PUT");
    }

    @Test
    void shouldLookForFilesOfAnnotationsOnlyAfterTheSetUp() {
        LoadTestDefinition test =
                test().content(content().bodyLines("none").order("random")).build();
        assertThat(plans.check(test, Overrides.NONE)).isEmpty();
        assertRefused(() -> plans.loadTest(test, Overrides.NONE, null), "load test 'Fx', @Body lines", "none");
    }

    @Test
    void shouldAuthorizeInOneWay() {
        assertThat(plan(test().auth(auth().bearer("${TOKEN}")), Overrides.NONE).headers())
                .containsExactly(new Header("Authorization", "Bearer abc"));
        assertThat(plan(test().auth(auth().basic("u:${TOKEN}")), Overrides.NONE).basicAuth())
                .isEqualTo("u:abc");
        assertThat(plan(test().auth(auth().basic("u:p")), flags(basic("v:q", auth())))
                        .basicAuth())
                .isEqualTo("v:q");
        assertThat(plan(test().auth(auth().basic("u:p")), flags(content(), auth().bearer("x")))
                        .basicAuth())
                .isNull();
        RequestSpec digestOfBasic =
                plan(test().auth(auth().basic("u:${TOKEN}")), flags(content(), auth().digestFromBasic(true)));
        assertThat(digestOfBasic.content().digestAuth()).isEqualTo("u:abc");
        assertThat(digestOfBasic.basicAuth()).isNull();
        RequestSpec basic = plan(test().auth(auth().bearer("x")), flags(basic("u:p", auth())));
        assertThat(basic.basicAuth()).isEqualTo("u:p");
        assertThat(basic.headers()).isEmpty();
        RequestSpec digest = plan(test().auth(auth().digest("a:b")), flags(basic("u:p", auth())));
        assertThat(digest.content().digestAuth()).isEqualTo("u:p");
        assertThat(digest.basicAuth()).isNull();
        assertThat(plan(test().basicAuth("a:b"), flags(content(), auth().digestFromBasic(true)))
                        .content()
                        .digestAuth())
                .isEqualTo("a:b");
        assertThat(plan(test().auth(auth().digest("a:b")), flags(content(), auth().bearer("x")))
                        .content()
                        .digestAuth())
                .isNull();
        assertRefused(
                () -> plan(test().header("authorization: x"), flags(content(), auth().bearer("x"))),
                "a header Authorization and --bearer both authorize");
        assertRefused(
                () -> plan(test(), flags(content(), auth().bearer("x").awsSigV4("aws:amz:r:s"))), "exclude each other");
    }

    @Test
    void shouldFindTheKeysOfAws() {
        Map<String, String> environment =
                Map.of("AWS_ACCESS_KEY_ID", "id", "AWS_SECRET_ACCESS_KEY", "secret", "AWS_SESSION_TOKEN", "token");
        AuthDefinition aws = auth().awsSigV4("aws:amz:r:s");
        LoadTestDefinition plain = test().build();

        assertThat(plans(environment)
                        .loadTest(plain, flags(content(), aws), null)
                        .run()
                        .request()
                        .content()
                        .aws())
                .isEqualTo(new AwsCredentials("r", "s", "id", "secret", "token"));
        assertThat(plans(environment)
                        .loadTest(plain, flags(basic("k:s:t", aws)), null)
                        .run()
                        .request()
                        .content()
                        .aws())
                .isEqualTo(new AwsCredentials("r", "s", "k", "s:t", null));
        assertRefused(() -> plan(test(), flags(content(), aws)), "--aws-sigv4: there are no keys to sign with");
        assertRefused(
                () -> plan(test(), flags(basic("k:s", auth().awsSigV4("aws:amz")))),
                "the host 'h' does not tell the AWS region and service");
        assertRefused(
                () -> plan(test(), flags(content(), auth().awsSessionToken("t"))),
                "--aws-session-token does nothing without --aws-sigv4");
    }

    @Test
    void shouldCompareTheSameRequestsOnAnotherHost() throws IOException {
        SweepDefinition sweep = SweepDefinition.over("1,2").vs("http://ref:1");
        Overrides flags =
                flags(content().targets(file("t", "/a", "/b?c")), auth()).withSweep(sweep);
        RequestSpec reference =
                plans.loadTest(test().build(), flags, null).sweep().reference();

        assertThat(reference.variant(1).url()).isEqualTo("http://ref:1/b?c");
        Overrides path = flags.withSweep(SweepDefinition.over("1,2").vs("http://ref:1/own"));
        assertRefused(() -> plans.loadTest(test().build(), path, null), "name the host only");
        Overrides several = flags(content().targets(file("several", "/a", "http://i/b")), auth())
                .withSweep(sweep);
        assertRefused(
                () -> plans.loadTest(test().build(), several, null),
                "--vs compares with one host, and the targets go to several");
    }

    @Test
    void shouldFollowRedirectsOfRequestsThatDiffer() throws IOException {
        Overrides.Request request = flags(
                        content().bodyLines(file("l", "one", "two")).chunked(true), auth())
                .request()
                .withTransport(TransportSpec.NONE.with(HttpSpec.NONE.withRedirects(3)));
        assertThat(plan(test().method("POST"), flags(request)).variants()).isEqualTo(2);
    }

    @Test
    void shouldShowNoSecretInTexts() {
        RequestSpec spec =
                plan(test().url("http://u:hidden@h/"), flags(basic("k:hidden", auth().awsSigV4("aws:amz:r:s"))));
        assertThat(spec + " " + spec.content() + " " + RequestSpec.shown(spec.url()))
                .doesNotContain("hidden");
    }

    @Test
    void shouldPipelineRequestsThatDifferOrAreSignedButNoDigest() throws IOException {
        TransportSpec pipeline = TransportSpec.NONE.with(HttpSpec.NONE.withPipeline(4));
        ContentDefinition targets = content().targets(file("t", "/a", "/b"));
        Overrides flags = flags(Overrides.Request.NONE.withTransport(pipeline));

        assertThat(plan(test().content(targets), flags).variants()).isEqualTo(2);
        assertRefused(
                () -> plan(test().auth(auth().digest("u:p")), flags),
                "Digest authentication and --pipeline exclude each other");
    }
}
