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
        with("@Targets(value = \"t.txt\", order = Targets.Order.RANDOM) @Body(chunked = true)")
                .isClean();
        with("@Targets(urlPattern = \"/a/[a-z]{3}\\\\?x=\\\\d+\", maxRepeat = 9)")
                .isClean();
        with("@Body(lines = \"${lines}\", order = Targets.Order.RANDOM, chunked = true)")
                .isClean();
        with("@Body(form = {\"a=b\", \"${part}\", \"c=@${file};type=${type}\"})")
                .isClean();
        with("@Auth(bearer = \"${TOKEN}\")").isClean();
        with("@Auth(basic = \"user:${PASSWORD}\")").isClean();
        with("@Auth(digest = \"${CREDENTIALS}\")").isClean();
        with("@Auth(awsSigV4 = \"aws:amz:${region}:s3\")").isClean();
        Compiled.foo("@LoadTest @Targets(\"t.txt\") class Foo {}").isClean();
        Compiled.foo("@LoadTest @Targets(urlPattern = \"http://h/[0-9]\") class Foo {}")
                .isClean();
    }

    @Test
    void shouldRefuseTwoWaysToDiffer() {
        with("@Targets(\"t\")\n@Body(lines = \"b\") // <-")
                .failsWith("[Vastar/BadContent] @Body lines and @Targets both specify how requests differ; keep one of"
                        + " them");
        with("@Targets(value = \"t\", urlPattern = \"/x\") // <-")
                .failsWith("[Vastar/BadContent] @Targets file and urlPattern both specify the requests; keep one of"
                        + " them");
    }

    @Test
    void shouldRefuseAPatternThatIsWrong() {
        with("@Targets(urlPattern = \"http://h[0-9]/x\") // <-")
                .failsWith("[Vastar/BadContent] @Targets urlPattern: 'http://h[0-9]/x' has '[' in its host, at position"
                        + " 8; scheme, host and port must be literal, write the expression behind them");
    }

    @Test
    void shouldPointAtThePartOfAFormThatIsWrong() {
        with("""
                @Body(form = {
                    "a=b",
                    "c;d" // <-
                })""")
                .failsWith("[Vastar/BadContent] @Body form: 'c;d' is not a form part: it has no '='; write name=value,"
                        + " name=@file or name=<file, then ;type=TYPE or ;filename=NAME");
    }

    @Test
    void shouldRefuseTwoBodies() {
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", method = "POST", body = "x")
                @Body(form = "a=b") // <-
                class Foo {}
                """).failsWith("[Vastar/BadContent] @Body form and body are both given; keep one of them");
        with("@Body(form = \"a=b\", lines = \"x\") // <-")
                .failsWith("[Vastar/BadContent] @Body lines and form are both given; keep one of them");
    }

    @Test
    void shouldRefuseWhatHasNoEffect() {
        with("@Body(chunked = true) // <-")
                .failsWith("[Vastar/BadContent] @Body chunked has no body to send in chunks; add one, or remove it");
        with("@Body(form = \"a=b\", order = Targets.Order.RANDOM) // <-")
                .failsWith("[Vastar/BadContent] @Body order has no lines to put in order; remove it");
        with("@Targets(urlPattern = \"/x\", order = Targets.Order.RANDOM) // <-")
                .failsWith("[Vastar/BadContent] @Targets order has no effect on a urlPattern, whose URLs come by"
                        + " chance; remove it");
        with("@Targets // <-")
                .failsWith("[Vastar/BadContent] @Targets specifies no requests; write @Targets(\"targets.txt\") or a"
                        + " urlPattern, or remove it");
        with("@Body // <-")
                .failsWith("[Vastar/BadContent] @Body specifies no body; write one of lines, form and chunked, or"
                        + " remove it");
        with("@Targets(value = \"t\", maxRepeat = 3) // <-")
                .failsWith("[Vastar/BadContent] @Targets maxRepeat has no effect without urlPattern; remove it");
        with("@Targets(urlPattern = \"/x\", maxRepeat = -1) // <-")
                .failsWith("[Vastar/BadContent] @Targets maxRepeat = -1 is out of range; use 1 to 8192");
        Compiled.foo("""
                @LoadTest(url = "http://localhost/")
                @Targets("t") // <-
                class Foo {
                    @Step(1) void one(HttpRequest request) {}
                }
                """)
                .failsWith("[Vastar/BadContent] @Targets has no effect beside @Step or @Scenario methods, which compose"
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
