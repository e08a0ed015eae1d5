// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class OptionMessagesTest {
    private static final String HEAD = "package com.acme; import io.vastar.annotations.*; import io.vastar.echo.*;\n";
    private static final String ECHO = """
            package io.vastar.echo;
            import io.vastar.annotations.option.*;
            import java.lang.annotation.*;
            @ProtocolOptions(protocol = "echo", schemes = {"echo", "echos"})
            @Target(ElementType.TYPE)
            @Retention(RetentionPolicy.RUNTIME)
            public @interface Echo {
                @Option(help = "a", oneOf = {"same", "upper"}, form = Form.MIX) String pattern() default "same";
                @Option(help = "b", form = Form.SIZE, min = 1, max = 1_000_000) String size() default "64";
                @Option(help = "c", min = 1) long keySpace() default 1000;
                @Option(help = "d", min = 0, max = 1) double share() default 0.5;
                @Option(help = "e", excludes = "fast") boolean slow() default false;
                @Option(help = "f") boolean fast() default false;
                @Option(help = "g", form = Form.DURATION) String pause() default "";
                @Option(help = "h", secret = true, needs = "user") String password() default "";
                @Option(help = "i") String user() default "";
                @Option(help = "j", oneOf = {"one", "two"}) String[] words() default {};
            }
            """;

    private static Compiled compile(List<String> options, String body) {
        return Compiled.with(List.of(new VastarProcessor()), options, HEAD + body, ECHO);
    }

    private static Compiled with(String options) {
        return compile(List.of("-Xlint:all", "-Werror"), """
                @LoadTest(url = "echo://localhost:7/")
                @Echo(
                    %s) // <-
                class Foo {}
                """.formatted(options));
    }

    @Test
    void shouldRenderWhatIsWrittenAndClaimTheAnnotation() {
        Compiled compiled = with("pattern = \"same:3,upper:1\", size = \"${size:1KB}\", keySpace = 5, share = 0.25,"
                + " slow = true, user = \"u\", password = \"${PASSWORD}\", words = {\"one\", \"two\"}, pause = \"\"");

        assertThat(compiled.isClean().generated("com.acme.Foo_LoadTest").replaceAll("\\s+", " "))
                .contains(".options(\"echo\", Options.of( \"keySpace\", 5L, \"password\", \"${PASSWORD}\","
                        + " \"pattern\", \"same:3,upper:1\", \"share\", 0.25, \"size\", \"${size:1KB}\","
                        + " \"slow\", true, \"user\", \"u\", \"words\", List.of(\"one\", \"two\")))");
    }

    @Test
    void shouldRefuseWhatIsOutOfRange() {
        with("keySpace = 0").failsWith("[Vastar/BadOption] @Echo(keySpace): 0 is out of range; use 1 or more");
        with("share = 1.5").failsWith("[Vastar/BadOption] @Echo(share): 1.5 is out of range; use 0 to 1");
        with("size = \"1GB\"")
                .failsWith("[Vastar/BadOption] @Echo(size): '1GB' is out of range; use 1 to 1000000 bytes");
    }

    @Test
    void shouldRefuseWhatDoesNotFollowItsForm() {
        with("size = \"big\"")
                .failsWith("[Vastar/BadOption] @Echo(size): 'big' is not a size; write a number and a unit, such as"
                        + " 256, 64KB or 1MiB");
        with("pause = \"soon\"")
                .failsWith("[Vastar/BadOption] @Echo(pause): 'soon' is not a duration; write a number and a unit, such"
                        + " as 10s, 500ms, 1.5m, 2h or 1m30s");
        with("size = \"${size:big}\"")
                .failsWith("[Vastar/BadOptionText] @Echo(size): 'big' is not a size; write a number and a unit, such"
                        + " as 256, 64KB or 1MiB (in '${size:big}', with its defaults)");
    }

    @Test
    void shouldAskWhatWasMeantByAnUnknownWord() {
        with("pattern = \"same,uper\"")
                .failsWith("[Vastar/BadOption] @Echo(pattern): 'uper' is unknown; did you mean 'upper'?");
        with("words = {\"one\", \"tow\"}")
                .failsWith("[Vastar/BadOption] @Echo(words): 'tow' is unknown; did you mean 'two'?");
    }

    @Test
    void shouldRefuseOptionsThatDoNotGoTogether() {
        with("slow = true, fast = true")
                .failsWith("[Vastar/BadOption] @Echo(slow): does not go with fast; keep one of them");
        with("password = \"x\"")
                .failsWith("[Vastar/BadOption] @Echo(password): has no effect without user; give that too");
    }

    @Test
    void shouldWarnWhereTheSchemeBelongsToAnotherProtocol() {
        compile(List.of("-Xlint:all"), """
                @LoadTest(url = "http://localhost/")
                @Echo(keySpace = 5) // <-
                class Foo {}
                """)
                .warns("[Vastar/OptionsUnused] @Echo has no effect on url = 'http://localhost/': the scheme"
                        + " 'http' belongs to another protocol; write echo:// or echos://, or remove it");
    }

    @Test
    void shouldRefuseTwoProtocolsOnOneLoadTest() {
        String other = ECHO.replace("io.vastar.echo", "io.vastar.other")
                .replace("\"echo\", schemes = {\"echo\", \"echos\"}", "\"other\", schemes = \"other\"")
                .replace("@interface Echo", "@interface Other");
        Compiled.with(List.of(new VastarProcessor()), List.of("-Xlint:all", "-Werror"), HEAD + """
                @LoadTest(url = "echo://localhost/")
                @Echo
                @io.vastar.other.Other // <-
                class Foo {}
                """, ECHO, other)
                .failsWith("[Vastar/TwoProtocols] @Other stands beside @Echo on 'Foo', and a load test speaks one"
                        + " protocol; remove one of them");
    }

    @Test
    void shouldRefuseOptionsOnAClassThatIsNoLoadTest() {
        compile(List.of(), """
                @Echo // <-
                class Foo {}
                """)
                .failsWith("[Vastar/Stray] @Echo on 'Foo' has no effect, because it is no load test; add"
                        + " @LoadTest, or move it to one");
    }
}
