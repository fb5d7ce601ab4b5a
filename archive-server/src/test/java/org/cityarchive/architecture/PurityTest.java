package org.cityarchive.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class PurityTest {
    private static final String CORE = "org.cityarchive.core..";
    /** The binding to Axon: Features, and the two classes of its package that it hands commands and the bus to. */
    private static final String BINDING = "org\\.cityarchive\\.core\\.law\\.(Features|LawHandler|BusArchive)(\\$.*)?";

    /** Types that reach out of the program; streams over memory and plain values (URI) do not. */
    private static final Set<String> REACHING_OUT = Set.of("java.io.Console", "java.io.File", "java.io.FileInputStream",
            "java.io.FileOutputStream", "java.io.FileReader", "java.io.FileWriter", "java.io.PrintStream",
            "java.io.RandomAccessFile", "java.lang.Process", "java.lang.ProcessBuilder", "java.lang.Runtime", "java.net.Socket",
            "java.net.URL", "java.net.URLConnection", "java.net.InetAddress", "java.nio.file.Files", "java.nio.file.Path",
            "java.nio.file.Paths", "java.nio.channels.FileChannel", "java.nio.channels.SocketChannel");

    private static final Set<String> CHANCE = Set.of("java.util.Random", "java.util.SplittableRandom",
            "java.util.concurrent.ThreadLocalRandom", "java.security.SecureRandom", "java.util.random.RandomGenerator",
            "javax.crypto.KeyGenerator", "java.security.KeyPairGenerator");

    private static final Set<String> OF_SYSTEM = Set.of("currentTimeMillis", "nanoTime", "getenv", "getProperty", "exit", "in",
            "out", "err");

    private static final Set<String> ANNOTATIONS = Set.of("Event", "EventTag", "EventTags");

    private static final ArchRule NO_CLOCK_AND_NO_ENVIRONMENT = noClasses().that().resideInAPackage(CORE).should()
            .accessTargetWhere(is("the clock or the environment", access -> {
                var owner = access.getTargetOwner().getName();
                return switch (access.getName()) {
                    case "now" -> owner.startsWith("java.time.");
                    case "sleep" -> owner.equals("java.lang.Thread");
                    default -> owner.equals("java.time.Clock")
                            || (owner.equals("java.lang.System") && OF_SYSTEM.contains(access.getName()));
                };
            })).because("time comes in with the command");

    private static final ArchRule NO_CHANCE = noClasses().that().resideInAPackage(CORE).should()
            .dependOnClassesThat(named("chance", CHANCE)).orShould()
            .accessTargetWhere(
                    is("chance", access -> access.getName().equals("random") || access.getName().equals("randomUUID")));

    private static final ArchRule NO_INPUT_OR_OUTPUT = noClasses().that().resideInAPackage(CORE).should()
            .dependOnClassesThat(named("outside", REACHING_OUT)).because("law is a function of facts");

    private static final ArchRule AXON_ONLY_IN_FEATURES = noClasses().that().resideInAPackage(CORE).and()
            .haveNameNotMatching(BINDING)
            .should().dependOnClassesThat(new DescribedPredicate<JavaClass>("Axon, but for @Event and @EventTag") {
                @Override
                public boolean test(JavaClass type) {
                    return type.getPackageName().startsWith("org.axonframework") && !ANNOTATIONS.contains(type.getSimpleName());
                }
            });

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> coreReadsNoClockAndNoEnvironment() {
        return Stream.of("java.time.Instant.now()", "java.time.LocalDate.now(java.time.ZoneOffset.UTC)",
                "java.time.Clock.systemUTC()", "System.currentTimeMillis()", "System.getenv(\"HOME\")",
                "System.getProperty(\"user.home\")").map(call -> broken(NO_CLOCK_AND_NO_ENVIRONMENT, call));
    }

    @TestFactory
    Stream<DynamicTest> coreTakesNoChance() {
        return Stream.of("java.util.UUID.randomUUID()", "Math.random()", "new java.security.SecureRandom()",
                "java.util.concurrent.ThreadLocalRandom.current().nextInt()").map(call -> broken(NO_CHANCE, call));
    }

    @TestFactory
    Stream<DynamicTest> coreDoesNoInputOrOutput() {
        return Stream.of("java.nio.file.Path.of(\"facts\")", "new java.io.File(\"facts\")", "new java.net.Socket()")
                .map(call -> broken(NO_INPUT_OR_OUTPUT, call));
    }

    @TestFactory
    Stream<DynamicTest> axonIsCalledByFeaturesOnly() {
        return Stream.of("org.axonframework.messaging.eventstreaming.Tag.of(\"record\", \"1\")")
                .map(call -> broken(AXON_ONLY_IN_FEATURES, call));
    }

    @Test
    void factsMayCarryAxonsTwoAnnotations() throws IOException {
        var fact = Compiled.offenders(folder, """
                package org.cityarchive.core.hold;
                @org.axonframework.messaging.eventhandling.annotation.Event(name = "HoldPlaced")
                record HoldPlaced(@org.axonframework.eventsourcing.annotation.EventTag(key = "hold") String hold) {}""");
        AXON_ONLY_IN_FEATURES.check(fact);
    }

    /** The rule finds the call where core makes it, and finds none in the project. */
    private DynamicTest broken(ArchRule rule, String call) {
        return DynamicTest.dynamicTest(call, () -> {
            var offender = Compiled.offenders(folder.resolve(Integer.toHexString(call.hashCode())), """
                    package org.cityarchive.core.capture;
                    class Broken { Object value() { return %s; } }""".formatted(call));
            assertThat(rule.evaluate(offender).hasViolation()).as("the seeded offender is found").isTrue();
            rule.check(Compiled.PROJECT);
        });
    }

    private static DescribedPredicate<JavaAccess<?>> is(String what, Predicate<JavaAccess<?>> test) {
        return DescribedPredicate.describe(what, test);
    }

    private static DescribedPredicate<JavaClass> named(String what, Set<String> names) {
        return DescribedPredicate.describe(what, type -> names.contains(type.getName()));
    }
}
