// SPDX-License-Identifier: Apache-2.0
package io.vastar.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.vastar.spi.AwsCredentials;
import io.vastar.spi.Header;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.AwsSessionCredentialsIdentity;

class AwsSignerTest {
    private static final String KEY = "AKIDEXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final Instant NOW = Instant.parse("2015-08-30T12:36:00Z");

    private static String signature(String service, String method, String target, String body, Header... headers) {
        AwsSigner signer = new AwsSigner(new AwsCredentials("us-east-1", service, KEY, SECRET, null));
        List<Header> added = signer.sign(method, target, List.of(headers), body.getBytes(StandardCharsets.UTF_8), NOW);
        String authorization = added.get(added.size() - 1).value();
        return authorization.substring(authorization.indexOf("Signature=") + "Signature=".length());
    }

    /** Of the test suite that AWS publishes, by the names of its folders. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            value = {
                "get-vanilla|GET|/|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "get-vanilla-query-order-key-case|GET|/?Param2=value2&Param1=value1"
                        + "|b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
                "get-relative|GET|/example/..|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "get-slash|GET|//|5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
                "post-vanilla|POST|/|5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b"
            })
    void shouldSignAsTheTestSuiteOfAwsDoes(String name, String method, String target, String signature) {
        assertThat(signature("service", method, target, "", new Header("Host", "example.amazonaws.com")))
                .isEqualTo(signature);
    }

    @Test
    void shouldSignBodyAndType() {
        assertThat(signature(
                        "service",
                        "POST",
                        "/",
                        "Param1=value1",
                        new Header("Content-Type", "application/x-www-form-urlencoded"),
                        new Header("Host", "example.amazonaws.com")))
                .isEqualTo("ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");
    }

    @Test
    void shouldSignTheExampleOfTheManual() {
        assertThat(signature(
                        "iam",
                        "GET",
                        "/?Action=ListUsers&Version=2010-05-08",
                        "",
                        new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8"),
                        new Header("Host", "iam.amazonaws.com")))
                .isEqualTo("5d672d79c15b13162d9279b0855cfba6789a8edb4c82c400e06b5924a6f2b5d7");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sqs|GET|/|''|",
                "sqs|POST|/queue/a%20b/../c//d/|{\"a\":1}|",
                "s3|PUT|/bucket/a%20b/%C3%A9.txt|content|",
                "s3|GET|/bucket/a//b/./c?list-type=2&prefix=a%2Fb&delimiter=%2F|''|token/+=",
                "execute-api|DELETE|/stage/%7Bid%7D?b=2&a=1&a=0&flag|''|token"
            })
    void shouldSignAsTheSdkDoes(String service, String method, String target, String body, String token) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        SignedRequest reference = AwsV4HttpSigner.create()
                .sign(signing -> signing.identity(
                                token == null
                                        ? AwsCredentialsIdentity.create(KEY, SECRET)
                                        : AwsSessionCredentialsIdentity.create(KEY, SECRET, token))
                        .request(SdkHttpRequest.builder()
                                .method(SdkHttpMethod.fromValue(method))
                                .uri(URI.create("https://h.example.com" + target))
                                .putHeader("My-Header", "  a   b ")
                                .build())
                        .payload(() -> new ByteArrayInputStream(bytes))
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, service)
                        .putProperty(AwsV4HttpSigner.REGION_NAME, "eu-west-1")
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, !service.equals("s3"))
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, !service.equals("s3"))
                        .putProperty(HttpSigner.SIGNING_CLOCK, Clock.fixed(NOW, ZoneOffset.UTC)));
        Map<String, List<String>> signed = reference.request().headers();
        AwsSigner signer = new AwsSigner(new AwsCredentials("eu-west-1", service, KEY, SECRET, token));
        List<Header> headers = new ArrayList<>();
        signed.forEach((name, values) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean ours = lower.equals("x-amz-date")
                    || lower.equals("x-amz-security-token")
                    || lower.equals("authorization")
                    || (service.equals("s3") && lower.equals("x-amz-content-sha256"));
            if (!ours) {
                values.forEach(value -> headers.add(new Header(name, value)));
            }
        });

        List<Header> added = signer.sign(method, target, headers, bytes, NOW);

        assertThat(added.get(added.size() - 1).value())
                .isEqualTo(signed.get("Authorization").get(0));
        assertThat(added.get(0).value()).isEqualTo("20150830T123600Z");
    }

    @Test
    void shouldTakeAPlusInAQueryForABlank() {
        Header host = new Header("Host", "h");
        assertThat(signature("s3", "GET", "/k?a+b=c+d", "", host))
                .isEqualTo(signature("s3", "GET", "/k?a%20b=c%20d", "", host))
                .isNotEqualTo(signature("s3", "GET", "/k?a%2Bb=c%2Bd", "", host));
        assertThat(signature("s3", "GET", "/a+b", "", host)).isEqualTo(signature("s3", "GET", "/a%2Bb", "", host));
    }

    @Test
    void shouldChangeKeyWithTheDay() {
        AwsSigner signer = new AwsSigner(new AwsCredentials("r", "s", KEY, SECRET, null));
        List<Header> host = List.of(new Header("Host", "h"));
        byte[] none = {};
        signer.sign("GET", "/", host, none, NOW);
        List<Header> later = signer.sign("GET", "/", host, none, NOW.plusSeconds(86_400));

        assertThat(later)
                .isEqualTo(new AwsSigner(new AwsCredentials("r", "s", KEY, SECRET, null))
                        .sign("GET", "/", host, none, NOW.plusSeconds(86_400)));
    }

    @Test
    void shouldShowNoSecretInItsText() {
        assertThat(new AwsCredentials("r", "s", "id", "secret", "token").toString())
                .isEqualTo("aws:amz:r:s");
    }
}
