package org.cityarchive.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

import com.tngtech.archunit.lang.ArchRule;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

class ModuleRulesTest {
    @TempDir
    Path folder;

    @Test
    void theImportSeesEveryModule() {
        for (var module : Sources.MODULES) {
            var home = "org.cityarchive." + module.substring("archive-".length());
            var hasSources = Sources.roots().stream().filter(root -> root.startsWith(Sources.project().resolve(module)))
                    .filter(root -> root.endsWith(Path.of("src", "main", "java")))
                    .anyMatch(root -> !Sources.javaBelow(root).isEmpty());
            assertThat(Compiled.PROJECT.stream().anyMatch(type -> type.getPackageName().startsWith(home))).as(home)
                    .isEqualTo(hasSources);
        }
    }

    @Test
    void springStaysInServer() throws IOException {
        holds(ModuleRules.SPRING_ONLY_IN_SERVER, """
                package org.cityarchive.search.index;
                class Broken { org.springframework.context.ApplicationContext context; }""");
    }

    @Test
    void sqlStaysInServer() throws IOException {
        holds(ModuleRules.SQL_ONLY_IN_SERVER, """
                package org.cityarchive.core.capture;
                class Broken { java.sql.Connection connection; }""");
    }

    @Test
    void coreKnowsNoHttp() throws IOException {
        holds(ModuleRules.HTTP_NOT_IN_CORE, """
                package org.cityarchive.core.capture;
                class Broken { java.net.http.HttpClient client; }""");
    }

    @Test
    void kafkaStaysInTheChannel() throws IOException {
        holds(ModuleRules.KAFKA_ONLY_IN_CHANNEL, """
                package org.apache.kafka.clients;
                public class Client {}""", """
                package org.cityarchive.ingest.facebook;
                class Broken { org.apache.kafka.clients.Client client; }""");
    }

    @Test
    void luceneStaysInSearch() throws IOException {
        holds(ModuleRules.LUCENE_ONLY_IN_SEARCH, """
                package org.cityarchive.server.search;
                class Broken { org.apache.lucene.index.IndexWriter writer; }""");
    }

    @Test
    void coreSeesNoOtherModule() throws IOException {
        holds(ModuleRules.CORE_SEES_NO_OTHER_MODULE, other("search.index"), """
                package org.cityarchive.core.search;
                class Broken { org.cityarchive.search.index.Other other; }""");
    }

    @Test
    void ingestNeverSeesSearch() throws IOException {
        holds(ModuleRules.INGEST_SEES_ITS_PART_OF_CORE, other("search.index"), """
                package org.cityarchive.ingest.observed;
                class Broken { org.cityarchive.search.index.Other other; }""");
    }

    @Test
    void ingestSeesNoLawOfOthers() throws IOException {
        holds(ModuleRules.INGEST_SEES_ITS_PART_OF_CORE, other("core.hold"), """
                package org.cityarchive.ingest.observed;
                class Broken { org.cityarchive.core.hold.Other other; }""");
    }

    @Test
    void searchNeverSeesIngest() throws IOException {
        holds(ModuleRules.SEARCH_SEES_ITS_PART_OF_CORE, other("ingest.observed"), """
                package org.cityarchive.search.index;
                class Broken { org.cityarchive.ingest.observed.Other other; }""");
    }

    @Test
    void searchSeesNoRequestsAndNoRetention() throws IOException {
        holds(ModuleRules.SEARCH_SEES_ITS_PART_OF_CORE, other("core.retention"), """
                package org.cityarchive.search.index;
                class Broken { org.cityarchive.core.retention.Other other; }""");
    }

    @Test
    void coreHasOnlyItsFeatures() throws IOException {
        holds(ModuleRules.EVERY_CORE_CLASS_HAS_A_FEATURE, other("core.text"));
    }

    @Test
    void aLawIsItsFeaturesOwn() throws IOException {
        holds(ModuleRules.LAWS_ARE_A_FEATURES_OWN, """
                package org.cityarchive.core.hold;
                public class HoldLaw {}""");
    }

    @Test
    void coreHasNoCycle() throws IOException {
        holds(ModuleRules.NO_CYCLE_IN_CORE, """
                package org.cityarchive.core.capture;
                public class There { org.cityarchive.core.capture.part.Back back; }""", """
                package org.cityarchive.core.capture.part;
                public class Back { org.cityarchive.core.capture.There there; }""");
    }

    @TestFactory
    Stream<DynamicTest> noFeatureLooksRight() {
        return ModuleRules.noFeatureLooksRight().entrySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule.getKey(),
                        () -> holds(rule.getValue(), other("core." + right(rule.getKey())), """
                                package org.cityarchive.core.%s;
                                class Broken { org.cityarchive.core.%s.Other other; }""".formatted(rule.getKey(),
                                right(rule.getKey())))));
    }

    /** The rule finds its offender and nothing in the project. */
    private void holds(ArchRule rule, String... offender) throws IOException {
        assertThat(rule.evaluate(Compiled.offenders(folder.resolve("offender" + System.nanoTime()), offender)).hasViolation())
                .as("the seeded offender is found").isTrue();
        rule.allowEmptyShould(true).check(Compiled.PROJECT);
    }

    private static String other(String home) {
        return "package org.cityarchive.%s; public class Other {}".formatted(home);
    }

    private static String right(String feature) {
        return switch (feature) {
            case "disposition" -> throw new IllegalArgumentException("nothing is to its right");
            case "search" -> "evidence";
            case "moderation" -> "request";
            default -> "disposition";
        };
    }
}
