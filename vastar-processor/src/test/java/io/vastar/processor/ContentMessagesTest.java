// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class ContentMessagesTest {
    private static Compiled with(String annotations) {
        return Compiled.foo("""
                @LoadTest(url = "http://localhost/", method = "POST")
                %s
                class Foo {}
                """.formatted(annotations));
    }

    @Test
    void shouldAcceptWhatBelongsTogether() {
        with("@Content(targets = \"t.txt\", order = Content.Order.RANDOM, chunked = true)")
                .isClean();
        with("@Content(urlPattern = \"/a/[a-z]{3}\\\\?x=\\\\d+\", maxRepeat = 9)")
                .isClean();
        with("@Content(bodyLines = \"${lines}\", chunked = true)").isClean();
        with("@Content(form = {\"a=b\", \"${part}\", \"c=@${file};type=${type}\"})")
                .isClean();
        with("@Auth(bearer = \"${TOKEN}\")").isClean();
        with("@Auth(basic = \"user:${PASSWORD}\")").isClean();
        with("@Auth(digest = \"${CREDENTIALS}\")").isClean();
        with("@Auth(awsSigV4 = \"aws:amz:${region}:s3\")").isClean();
        Compiled.foo("@LoadTest @Content(targets = \"t.txt\") class Foo {}").isClean();
        Compiled.foo("@LoadTest @Content(urlPattern = \"http://h/[0-9]\") class Foo {}")
                .isClean();
    }

    @Test
    void shouldRefuseTwoWaysToDiffer() {
        with("@Content(targets = \"t\", bodyLines = \"b\") // <-")
                .failsWith(
                        "[Vastar/BadContent] @Content targets and bodyLines both say how requests differ; keep one of"
                                + " them");
    }

    @Test
    void shouldRefuseAPatternThatIsWrong() {
        with("@Content(urlPattern = \"http://h[0-9]/x\") // <-")
                .failsWith("[Vastar/BadContent] @Content urlPattern: 'http://h[0-9]/x' has '[' in its host, at position"
                        + " 8; scheme, host and port must be literal, write the expression behind them");
    }

    @Test
    void shouldPointAtThePartOfAFormThatIsWrong() {
        with("""
                @Content(form = {
                    "a=b",
                    "c;d" // <-
                })""")
                .failsWith(
                        "[Vastar/BadContent] @Content form: 'c;d' is not a form part: it has no '='; write name=value,"
                                + " name=@file or name=<file, then ;type=TYPE or ;filename=NAME");
    }

    @Test
    void shouldRefuseTwoBodies() {
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", method = "POST", body = "x")
                @Content(form = "a=b") // <-
                class Foo {}
                """).failsWith("[Vastar/BadContent] @Content form and body are both given; keep one of them");
        with("@Content(form = \"a=b\", bodyLines = \"x\") // <-")
                .failsWith("[Vastar/BadContent] @Content bodyLines and form are both given; keep one of them");
    }

    @Test
    void shouldRefuseWhatHasNoEffect() {
        with("@Content(chunked = true) // <-")
                .failsWith("[Vastar/BadContent] @Content chunked has no body to send in chunks; add one, or remove it");
        with("@Content(form = \"a=b\", order = Content.Order.RANDOM) // <-")
                .failsWith("[Vastar/BadContent] @Content order has no targets or bodyLines to put in order; remove it");
        with("@Content(targets = \"t\", maxRepeat = 3) // <-")
                .failsWith("[Vastar/BadContent] @Content maxRepeat has no effect without urlPattern; remove it");
        with("@Content(urlPattern = \"/x\", maxRepeat = -1) // <-")
                .failsWith("[Vastar/BadContent] @Content maxRepeat = -1 is out of range; use 1 to 8192");
        Compiled.foo("""
                @LoadTest(url = "http://localhost/")
                @Content(targets = "t") // <-
                class Foo {
                    @Step(1) void one(HttpRequest request) {}
                }
                """)
                .failsWith("[Vastar/BadContent] @Content has no effect beside @Step or @Scenario methods, which compose"
                        + " their requests themselves; remove it");
    }

    @Test
    void shouldRefuseContentBesideNoLoadTest() {
        Compiled.foo("""
                @Auth(bearer = "x") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/Stray] @Auth on 'Foo' has no effect, because it is no load test; add @LoadTest, or"
                        + " move it to one");
    }

    @Test
    void shouldRefuseWaysToAuthorizeThatExcludeEachOther() {
        with("@Auth(bearer = \"x\", digest = \"u:p\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth bearer and digest exclude each other; keep one");
        with("@Auth(bearer = \"x\", basic = \"u:p\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth basic and bearer exclude each other; keep one");
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", basicAuth = "u:p")
                @Auth(basic = "u:p") // <-
                class Foo {}
                """).failsWith("[Vastar/BadAuth] @Auth basic and basicAuth exclude each other; keep one");
        with("@Auth // <-")
                .failsWith(
                        "[Vastar/BadAuth] @Auth says nothing; write one of basic, bearer, digest and awsSigV4, or remove it");
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", basicAuth = "u:p")
                @Auth(bearer = "x") // <-
                class Foo {}
                """).failsWith("[Vastar/BadAuth] @Auth bearer and basicAuth exclude each other; keep one");
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", headers = "authorization: x")
                @Auth(bearer = "x") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/BadAuth] @Auth bearer and a header Authorization exclude each other; keep one");
    }

    @Test
    void shouldRefuseCredentialsWithoutShowingThem() {
        with("@Auth(basic = \"secret\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth basic has no ':'; write \"user:password\"");
        with("@Auth(digest = \"secret\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth digest has no ':'; write \"user:password\"");
        with("@Auth(awsSigV4 = \"aws:amz:r:s\", awsKey = \"secret\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth awsKey has no ':'; write \"key:secret\"");
        with("@Auth(bearer = \"to ken\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth bearer has a space; write the token alone");
        with("@Auth(bearer = \"x\\n\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth bearer has a control character; remove it");
    }

    @Test
    void shouldRefuseWhatIsNotForAws() {
        with("@Auth(awsSigV4 = \"gcp\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth awsSigV4: 'gcp' does not say how to sign for AWS; write"
                        + " aws:amz:REGION:SERVICE, as in aws:amz:eu-west-1:sqs");
        with("@Auth(bearer = \"x\", awsKey = \"k:s\") // <-")
                .failsWith("[Vastar/BadAuth] @Auth awsKey has no effect without awsSigV4; remove it, or add that");
        Compiled.foo("""
                @LoadTest(url = "http://localhost/")
                @Auth(awsSigV4 = "aws:amz:r:s")
                class Foo {
                    @Step(1) void one(HttpRequest request) {}
                }
                """).isClean();
    }
}
