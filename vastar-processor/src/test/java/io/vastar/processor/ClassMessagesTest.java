// SPDX-License-Identifier: Apache-2.0
package io.vastar.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClassMessagesTest {
    private static final String LOAD_TEST = "@LoadTest(url = \"http://localhost/\")\n";

    @Test
    void shouldRefuseAnInterface() {
        Compiled.foo(LOAD_TEST + "interface Foo {} // <-")
                .failsWith("[Vastar/NotAClass] @LoadTest is on interface 'Foo'; put it on a class");
    }

    @Test
    void shouldRefuseAnEnumARecordAndAnAnnotation() {
        Compiled.foo(LOAD_TEST + "enum Foo {} // <-")
                .failsWith("[Vastar/NotAClass] @LoadTest is on enum 'Foo'; put it on a class");
        Compiled.foo(LOAD_TEST + "record Foo() {} // <-")
                .failsWith("[Vastar/NotAClass] @LoadTest is on record 'Foo'; put it on a class");
        Compiled.foo(LOAD_TEST + "@interface Foo {} // <-")
                .failsWith("[Vastar/NotAClass] @LoadTest is on annotation type 'Foo'; put it on a class");
    }

    @Test
    void shouldRefuseAnAbstractClass() {
        Compiled.foo(LOAD_TEST + "abstract class Foo {} // <-")
                .failsWith("[Vastar/AbstractClass] 'Foo' is abstract, and a load test is a concrete class;"
                        + " remove 'abstract'");
    }

    @Test
    void shouldRefuseAGenericClass() {
        Compiled.foo(LOAD_TEST + "class Foo<T> {} // <-")
                .failsWith("[Vastar/GenericClass] 'Foo' has type parameters, and a load test has none; remove them");
    }

    @Test
    void shouldRefuseAnInnerClass() {
        Compiled.foo("class Foo {\n" + LOAD_TEST + "class Bar {} // <-\n}")
                .failsWith("[Vastar/InnerClass] 'Bar' is an inner class; make 'Bar' static");
    }

    @Test
    void shouldRefuseAPrivateClass() {
        Compiled.foo("class Foo {\n" + LOAD_TEST + "private static class Bar {} // <-\n}")
                .failsWith("[Vastar/PrivateClass] the generated runner cannot see 'Bar', because 'Bar' is private;"
                        + " remove 'private'");
    }

    @Test
    void shouldRefuseAClassWithinAPrivateOne() {
        Compiled.foo("class Foo {\nprivate static class Bar {\n" + LOAD_TEST + "static class Baz {} // <-\n}\n}")
                .failsWith("[Vastar/PrivateClass] the generated runner cannot see 'Baz', because 'Bar' is private;"
                        + " remove 'private'");
    }

    @Test
    void shouldRefuseToOverwriteAClassOfTheUser() {
        Compiled.lenient(LOAD_TEST + "class Foo {} // <-\nclass Foo_LoadTest {}")
                .failsWith("[Vastar/NameTaken] cannot generate 'com.acme.Foo_LoadTest': a class of that name exists;"
                        + " rename it, or the load test");
    }

    @Test
    void shouldRefuseTheSameNameTwice() {
        var compiled = Compiled.foo("class Foo {\n@LoadTest(url = \"http://a\", name = \"x\") static class A {}\n"
                + "@LoadTest(url = \"http://b\",\nname = \"x\") // <-\nstatic class B {}\n}");

        assertThat(compiled.compilation().errors()).singleElement().satisfies(error -> {
            assertThat(error.getMessage(null))
                    .isEqualTo("[Vastar/DuplicateName] 'x' is also the name of com.acme.Foo.A;"
                            + " write another with @LoadTest(name = ...)");
            assertThat(error.getLineNumber()).isEqualTo(5);
        });
    }

    @Test
    void shouldTellNestedClassesOfTheSameNameApart() {
        Compiled.foo("""
                class Foo {
                    static class A { @LoadTest(url = "http://a") static class X {} }
                    static class B { @LoadTest(url = "http://b") static class X {} }
                }
                """).isClean();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "Fx* | has a '*', which stands for other characters in patterns",
                "a[0] | has a '[', which stands for other characters in patterns",
                "~ x~ | begins or ends with a blank",
                "-n | looks like a flag of the command line",
                "sweep | is a command of the command line",
                "${name:x} | has a placeholder, and names are fixed",
            })
    void shouldRefuseANameThatCannotBeSelected(String name, String flaw) {
        Compiled.foo("@LoadTest(url = \"http://a\",\nname = \"" + name + "\") // <-\nclass Foo {}")
                .failsWith(
                        "[Vastar/BadName] name = '" + name + "' " + flaw + "; write a name such as \"checkout-Foo\"");
    }

    @Test
    void shouldRefuseAControlCharacterInAName() {
        Compiled.foo("@LoadTest(url = \"http://a\",\nname = \"a\\nb\") // <-\nclass Foo {}")
                .failsWith("[Vastar/BadName] name = 'a?b' has a control character at position 1;"
                        + " write a name such as \"checkout-Foo\"");
    }

    @Test
    void shouldAskForTheRuntimeWhenItIsMissing() {
        Compiled.withoutRuntime(LOAD_TEST + "class Foo {} // <-")
                .failsWith("[Vastar/MissingRuntime] io.vastar.spi is not on the class path;"
                        + " add the dependency io.vastar:vastar-runtime");
    }

    @Test
    void shouldAcceptEveryClassThatIsSeenFromItsPackage() {
        Compiled.foo(LOAD_TEST + "public final class Foo {}").isClean();
        Compiled.foo("class Foo {\n" + LOAD_TEST + "protected static class Bar {}\n}")
                .isClean();
        Compiled.foo("interface Foo {\n" + LOAD_TEST + "class Bar {}\n}").isClean();
        Compiled.source("@io.vastar.annotations.LoadTest(url = \"http://a\")\nclass Foo {}")
                .isClean();
    }
}
