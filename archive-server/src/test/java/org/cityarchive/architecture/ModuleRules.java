package org.cityarchive.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import com.tngtech.archunit.lang.ArchRule;

/** Who may import whom (STYLE.md A). */
final class ModuleRules {
    private static final String ROOT = "org.cityarchive.";

    /** Core's features, left importable by right; those of one set do not see each other. */
    static final List<Set<String>> ORDER = List.of(Set.of("law"), Set.of("people"), Set.of("account"), Set.of("capture"),
            Set.of("search", "evidence"), Set.of("coverage", "policy"), Set.of("hold"), Set.of("retention"),
            Set.of("moderation", "request"), Set.of("disposition"));

    static final ArchRule SPRING_ONLY_IN_SERVER = only("Spring", ROOT + "server..", "org.springframework..");

    static final ArchRule SQL_ONLY_IN_SERVER = only("SQL", ROOT + "server..", "java.sql..", "javax.sql..", "org.postgresql..",
            "org.flywaydb..");

    static final ArchRule HTTP_NOT_IN_CORE = noClasses().that().resideInAPackage(ROOT + "core..").should().dependOnClassesThat()
            .resideInAnyPackage("java.net.http..", "com.sun.net.httpserver..", "jakarta.servlet..")
            .because("core knows no network");

    static final ArchRule KAFKA_ONLY_IN_CHANNEL = only("Kafka", ROOT + "ingest.channel..", "org.apache.kafka..");

    static final ArchRule LUCENE_ONLY_IN_SEARCH = only("Lucene", ROOT + "search..", "org.apache.lucene..");

    static final ArchRule CORE_SEES_NO_OTHER_MODULE = noClasses().that().resideInAPackage(ROOT + "core..").should()
            .dependOnClassesThat().resideInAnyPackage(ROOT + "ingest..", ROOT + "search..", ROOT + "server..")
            .because("everything may see core, and core sees nothing");

    static final ArchRule INGEST_SEES_ITS_PART_OF_CORE = sees("ingest", "law", "account", "capture", "coverage");

    static final ArchRule SEARCH_SEES_ITS_PART_OF_CORE = sees("search", "law", "people", "account", "capture", "search", "hold");

    static final ArchRule EVERY_CORE_CLASS_HAS_A_FEATURE = classes().that().resideInAPackage(ROOT + "core..").should()
            .resideInAnyPackage(ORDER.stream().flatMap(Set::stream).map(ModuleRules::feature).toArray(String[]::new))
            .because("core is made of the features STYLE.md A names, and of nothing else");

    static final ArchRule LAWS_ARE_A_FEATURES_OWN = classes().that().resideInAPackage(ROOT + "core..").and()
            .resideOutsideOfPackage(feature("law")).and().haveSimpleNameEndingWith("Law").should().notBePublic()
            .because("a feature shows its facts, ids, commands and refusals; never its law");

    static final ArchRule NO_CYCLE_IN_CORE = slices().matching(ROOT + "core.(**)").should().beFreeOfCycles()
            .allowEmptyShould(true);

    /** One rule a feature, by its name: it never imports one to its right. */
    static Map<String, ArchRule> noFeatureLooksRight() {
        var rules = new TreeMap<String, ArchRule>();
        for (int here = 0; here < ORDER.size(); here++) {
            for (var feature : ORDER.get(here)) {
                var right = new ArrayList<String>();
                ORDER.subList(here, ORDER.size()).forEach(set -> set.stream().filter(other -> !other.equals(feature))
                        .map(ModuleRules::feature).forEach(right::add));
                if (!right.isEmpty()) {
                    rules.put(feature, noClasses().that().resideInAPackage(feature(feature)).should().dependOnClassesThat()
                            .resideInAnyPackage(right.toArray(String[]::new)).allowEmptyShould(true));
                }
            }
        }
        return rules;
    }

    private static ArchRule only(String what, String home, String... library) {
        return noClasses().that().resideOutsideOfPackage(home).should().dependOnClassesThat().resideInAnyPackage(library)
                .because(what + " stays in " + home);
    }

    private static ArchRule sees(String module, String... features) {
        var allowed = new ArrayList<String>(List.of(ROOT + module + ".."));
        for (var feature : features) {
            allowed.add(feature(feature));
        }
        return noClasses().that().resideInAPackage(ROOT + module + "..").should()
                .dependOnClassesThat(
                        resideInAPackage("org.cityarchive..").and(not(resideInAnyPackage(allowed.toArray(String[]::new)))))
                .because(module + " sees of ours only " + allowed).allowEmptyShould(true);
    }

    private static String feature(String word) {
        return ROOT + "core." + word + "..";
    }

    private ModuleRules() {}
}
