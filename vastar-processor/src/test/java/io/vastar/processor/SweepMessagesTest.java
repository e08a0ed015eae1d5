// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class SweepMessagesTest {
    private static final String SOURCE = """
            @LoadTest(url = "http://localhost/")
            @Sweep(
                %s
            class Foo {}
            """;

    private static Compiled with(String attributes) {
        return Compiled.foo(SOURCE.formatted(attributes));
    }

    private static Compiled lenientWith(String attributes) {
        return Compiled.lenient(SOURCE.formatted(attributes));
    }

    @Test
    void shouldRefuseASweepOnAClassThatIsNoLoadTest() {
        Compiled.foo("""
                @Sweep(conc = "auto") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/SweepAlone] @Sweep is on 'Foo', which is no load test; add @LoadTest(url = ...)");
    }

    @Test
    void shouldRefuseLevelsThatAreNone() {
        with("conc = \"10..\") // <-")
                .failsWith(
                        "[Vastar/BadSweep] conc: '10..' is not a list of concurrency levels; write auto, a list"
                                + " (10,50,100), lo..hi (1..8), lo..hi:log=n (10..1000:log=6) or lo..hi:step=s (10..200:step=20)");
    }

    @Test
    void shouldSuggestAutoWhenItIsMistyped() {
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", sweep = "atuo") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/BadSweep] sweep: 'atuo' is not a list of concurrency levels; write auto, a list"
                        + " (10,50,100), lo..hi (1..8), lo..hi:log=n (10..1000:log=6) or lo..hi:step=s (10..200:step=20);"
                        + " did you mean 'auto'?");
    }

    @Test
    void shouldRefuseTwoDifferentLists() {
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", sweep = "auto")
                @Sweep(conc = "10,20") // <-
                class Foo {}
                """)
                .failsWith("[Vastar/SweepTwice] @Sweep says conc = '10,20', @LoadTest says sweep = 'auto';"
                        + " keep one of them");
    }

    @Test
    void shouldAcceptTheSameListTwice() {
        Compiled.foo("""
                @LoadTest(url = "http://localhost/", sweep = "10,20")
                @Sweep(conc = "10,20 ")
                class Foo {}
                """).isClean();
    }

    @Test
    void shouldRefuseLessThanOneRepeat() {
        with("repeats = 0) // <-")
                .failsWith(
                        "[Vastar/BadRepeats] repeats = 0 is less than 1; write how often to run each level, such as 3");
    }

    @Test
    void shouldRefuseAKneeRatioThatIsNoShare() {
        String advice = " is not a share; write a number above 0 and up to 1, such as 0.95";
        with("kneeRatio = 95) // <-").failsWith("[Vastar/BadKneeRatio] kneeRatio = 95.0" + advice);
        with("kneeRatio = 0) // <-").failsWith("[Vastar/BadKneeRatio] kneeRatio = 0.0" + advice);
        with("kneeRatio = Double.NaN) // <-").failsWith("[Vastar/BadKneeRatio] kneeRatio = NaN" + advice);
    }

    @Test
    void shouldRefuseABaselineBelowOne() {
        with("baselineConcurrency = 0) // <-")
                .failsWith("[Vastar/BadConcurrency] baselineConcurrency = 0 is out of range; use 1 to 1000000");
    }

    @Test
    void shouldRefuseGatesThatMakeNoSense() {
        with("maxErrors = -0.1) // <-")
                .failsWith("[Vastar/BadGate] maxErrors = -0.1 is not a rate; write a number from 0 to 1, such as 0.01,"
                        + " or leave it out for the sweep's own rule");
        with("maxSpread = 0.5) // <-")
                .failsWith("[Vastar/BadGate] maxSpread = 0.5 would disqualify every level; write 1 or more, such as 4,"
                        + " or leave it out for the sweep's own rule");
        with("maxP999Ratio = Double.NaN) // <-")
                .failsWith(
                        "[Vastar/BadGate] maxP999Ratio = NaN would disqualify every level; write 1 or more, such as 8,"
                                + " or leave it out for the sweep's own rule");
        with("maxTailRatio = 0) // <-")
                .failsWith("[Vastar/BadGate] maxTailRatio = 0.0 is not a factor; write a number above 0, such as 3,"
                        + " or leave it out for the sweep's own rule");
        with("vs = \"http://h\", maxOverheadPercent = Double.POSITIVE_INFINITY) // <-")
                .failsWith(
                        "[Vastar/BadGate] maxOverheadPercent = Infinity is not a percentage; write 0 or more, such as 25,"
                                + " or leave it out for the sweep's own rule");
        with("vs = \"http://h\", maxRpsDeficitPercent = 100.5) // <-")
                .failsWith(
                        "[Vastar/BadGate] maxRpsDeficitPercent = 100.5 is not a percentage; write a number from 0 to 100,"
                                + " such as 50, or leave it out for the sweep's own rule");
    }

    @Test
    void shouldRefuseTwoReferences() {
        with("vs = \"http://h/\",\nrefFromJson = \"ref.json\") // <-")
                .failsWith("[Vastar/ReferenceTwice] vs = 'http://h/' and refFromJson = 'ref.json' are both given;"
                        + " keep one reference");
    }

    @Test
    void shouldHoldTheReferenceToTheRulesOfTheTarget() {
        with("vs = \"h:1\") // <-").failsWith("[Vastar/BadUrl] vs: 'h:1' has no scheme; did you mean 'http://h:1'?");
        with("vs = \"http://h\", vsMethod = \"a b\") // <-")
                .failsWith("[Vastar/BadMethod] vsMethod = 'a b' is not a request method; write one word such as GET or"
                        + " POST");
        with("vs = \"http://h\", vsContentType = \"\\n\") // <-")
                .failsWith("[Vastar/BadHeader] vsContentType: the value has a control character (\\n) at position 0:"
                        + " '\\n'; remove it");
        with("vs = \"http://h\", vsBody = \"${\") // <-")
                .failsWith("[Vastar/BadPlaceholder] vsBody: '${' has a ${ without }; close it,"
                        + " or write $${ for a literal ${");
    }

    @Test
    void shouldQuestionWhatHasNoEffect() {
        lenientWith("vsMethod = \"POST\") // <-")
                .warns("[Vastar/Unused] vsMethod = 'POST' has no effect without vs; remove it,"
                        + " or write vs = \"http://...\"");
        lenientWith("maxOverheadPercent = 10) // <-")
                .warns("[Vastar/Unused] maxOverheadPercent = 10.0 has no effect without a reference; remove it,"
                        + " or write vs or refFromJson");
        lenientWith("pick = Sweep.Pick.USL, kneeRatio = 0.9) // <-")
                .warns(
                        "[Vastar/Unused] kneeRatio = 0.9 has no effect with pick = USL; remove it, or write pick = KNEE");
    }

    @Test
    void shouldAcceptWhatIsRightOrKnownOnlyAtRunTime() {
        with("conc = \"${lo}..${hi}:log=${n}\")").isClean();
        with("conc = \"${levels}\", kneeRatio = 1, maxSpread = 1, maxErrors = 0, maxTailRatio = 0.5)")
                .isClean();
        with("conc = \"10..${hi}:step=5\", refFromJson = \"${ref}\", maxOverheadPercent = 0, maxRpsDeficitPercent = 100)")
                .isClean();
    }
}
