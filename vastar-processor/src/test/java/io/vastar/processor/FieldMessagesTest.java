// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import org.junit.jupiter.api.Test;

class FieldMessagesTest {
    private static Compiled with(String members) {
        return Compiled.foo("""
                @LoadTest(url = "http://localhost/")
                class Foo {
                    record User(String name) {}
                    enum Plan { FREE, PAID }
                    @Scenario void go() {}
                    %s
                }
                """.formatted(members));
    }

    @Test
    void shouldRefuseAPrivateFeeder() {
        with("@Feeder(\"a.csv\") private User user; // <-")
                .failsWith(
                        "[Vastar/BadFeeder] @Feeder field 'user' is private, so generated code cannot set it; remove 'private'");
    }

    @Test
    void shouldRefuseAFinalFeeder() {
        with("@Feeder(\"a.csv\") final User user = null; // <-")
                .failsWith(
                        "[Vastar/BadFeeder] @Feeder field 'user' is final, so generated code cannot set it; remove 'final'");
    }

    @Test
    void shouldRefuseAStaticFeeder() {
        with("@Feeder(\"a.csv\") static User user; // <-")
                .failsWith(
                        "[Vastar/BadFeeder] @Feeder field 'user' is static, and each virtual user has records of its own; remove 'static'");
    }

    @Test
    void shouldRefuseAFeederThatIsNoRecord() {
        with("@Feeder(\"a.csv\") Object user; // <-")
                .failsWith(
                        "[Vastar/BadFeeder] @Feeder field 'user' is of type java.lang.Object; use a record such as record"
                                + " User(String name) {}, or for a single column String, a primitive or its box, an enum,"
                                + " BigDecimal, LocalDate or Instant");
    }

    @Test
    void shouldAcceptAFeederOfASingleColumn() {
        with("@Feeder(\"a.csv\") String user;\n@Feeder(\"b.csv\") int a;\n@Feeder(\"c.csv\") Plan plan;"
                        + "\n@Feeder(\"d.csv\") java.time.LocalDate day;")
                .isClean();
    }

    @Test
    void shouldRefuseAGenericRecord() {
        with("record Box<T>(String a) {}\n@Feeder(\"a.csv\") Box<String> box; // <-")
                .failsWith(
                        "[Vastar/BadFeeder] @Feeder field 'box' is of the record 'Box', which has type parameters; remove them");
    }

    @Test
    void shouldRefuseAPrivateRecord() {
        with("private record Box(String a) {}\n@Feeder(\"a.csv\") Box box; // <-")
                .failsWith(
                        "[Vastar/BadFeeder] @Feeder field 'box' is of the record 'Box', which generated code cannot see; remove 'private'");
    }

    @Test
    void shouldRefuseARecordWithoutComponents() {
        with("record Box() {}\n@Feeder(\"a.csv\") Box box; // <-")
                .failsWith(
                        "[Vastar/BadFeeder] @Feeder field 'box' is of the record 'Box', which has no components; add one for each column");
    }

    @Test
    void shouldRefuseAComponentThatNoColumnConvertsTo() {
        with("record Box(int a, Thread b) {}\n@Feeder(\"a.csv\") Box box; // <-")
                .failsWith(
                        "[Vastar/BadFeeder] @Feeder field 'box' is of the record 'Box', whose component 'b' is of type java.lang.Thread; use String, a primitive or its box, an enum, BigDecimal, LocalDate or Instant");
    }

    @Test
    void shouldRefuseAFeederWithoutAFile() {
        with("@Feeder(\"\") User user; // <-")
                .failsWith("[Vastar/BadFeeder] @Feeder field 'user' names no file; write one such as \"users.csv\"");
    }

    @Test
    void shouldRefuseAParamThatIsNotStatic() {
        with("@Param(\"1\") int size; // <-")
                .failsWith(
                        "[Vastar/BadParam] @Param field 'size' is not static, and has one value for all virtual users; make it static");
    }

    @Test
    void shouldRefuseAFinalParam() {
        with("@Param(\"1\") static final int SIZE = 1; // <-")
                .failsWith(
                        "[Vastar/BadParam] @Param field 'SIZE' is final, so generated code cannot set it; remove 'final'");
    }

    @Test
    void shouldRefuseAPrivateParam() {
        with("@Param(\"1\") private static int size; // <-")
                .failsWith(
                        "[Vastar/BadParam] @Param field 'size' is private, so generated code cannot set it; remove 'private'");
    }

    @Test
    void shouldRefuseAParamOfAnotherType() {
        with("@Param(\"1\") static Thread size; // <-")
                .failsWith(
                        "[Vastar/BadParam] @Param field 'size' is of type java.lang.Thread; use String, int, long, double, boolean or an enum");
    }

    @Test
    void shouldRefuseAParamWithoutValues() {
        with("@Param({}) static int size; // <-")
                .failsWith("[Vastar/BadParam] @Param field 'size' has no values; write one or more");
    }

    @Test
    void shouldRefuseAParamValueThatIsNoInt() {
        with("@Param({\"1k\", \"10q\"}) static int size; // <-")
                .failsWith(
                        "[Vastar/BadParamValue] @Param size = '10q' is no int; write a whole number such as 1000, 10k or 1m");
    }

    @Test
    void shouldSuggestTheConstantThatAParamMeans() {
        with("@Param(\"Free\") static Plan plan; // <-")
                .failsWith("[Vastar/BadParamValue] @Param plan = 'Free' is no Plan; did you mean 'FREE'?");
    }

    @Test
    void shouldListTheConstantsWhenAParamNamesNone() {
        with("@Param(\"gold\") static Plan plan; // <-")
                .failsWith("[Vastar/BadParamValue] @Param plan = 'gold' is no Plan; use one of FREE, PAID");
    }
}
