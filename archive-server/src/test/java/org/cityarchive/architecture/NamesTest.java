package org.cityarchive.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {
    private static final int LONGEST_FILE = 300;
    private static final Pattern PACKAGE_OF = Pattern.compile("/[^/]+$");

    @Test
    void typesAreNamedForWhatTheyAre() {
        var wrong = new TreeMap<String, Object>();
        Compiled.PROJECT.stream().filter(type -> !type.isAnonymousClass()).forEach(type -> {
            var found = Names.forbiddenInType(type.getSimpleName());
            if (!found.isEmpty()) {
                wrong.put(type.getName(), found);
            }
        });
        everyFile(file -> {
            var found = Names.forbiddenInType(file.getFileName().toString().replace(".java", ""));
            if (!found.isEmpty()) {
                wrong.put(shown(file), found);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void packagesAreNamedForWhatTheyHold() {
        var wrong = new TreeSet<String>();
        packages().keySet().stream().filter(name -> !Names.forbiddenInPackage(name).isEmpty()).forEach(wrong::add);
        assertThat(wrong).isEmpty();
    }

    @Test
    void everyPackageSaysInOneSentenceWhatItIs() {
        var wrong = new TreeMap<String, Object>();
        packages().forEach((name, info) -> {
            var lacking = info.toString().isEmpty() ? List.of("no package-info") : Names.lacking(Sources.text(info));
            if (!lacking.isEmpty()) {
                wrong.put(name, lacking);
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void noFileIsTooLong() {
        var wrong = new ArrayList<String>();
        everyFile(file -> {
            long lines = Sources.text(file).lines().count();
            if (lines > LONGEST_FILE) {
                wrong.add("%s has %d lines".formatted(shown(file), lines));
            }
        });
        assertThat(wrong).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"AccountManager", "TextHelper", "HoldUtil", "HoldUtils", "CaptureService", "VaultImpl",
            "AbstractAdapter",
            "BaseAdapter", "RecordItem", "ItemList", "DocumentIndex", "LuceneDocuments", "AssetStore", "BlobStore", "GapLedger",
            "TenantId", "FoiaRequest", "TicketId", "HoldFreeze", "TokenExpiry", "ChecksumOf", "AuditTrail", "CleanupRun",
            "Record"})
    void aForbiddenTypeNameIsFound(String name) {
        assertThat(Names.forbiddenInType(name)).isNotEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"RecordId", "CaptureLaw", "Itemised", "Baseline", "Abstraction", "ServiceLevel", "TimelineTest",
            "Blobfish", "HoldsInForce"})
    void anHonestTypeNamePasses(String name) {
        assertThat(Names.forbiddenInType(name)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"org.cityarchive.server.util", "org.cityarchive.common", "org.cityarchive.core.model",
            "org.cityarchive.server.hold.dto", "org.cityarchive.ledger"})
    void aForbiddenPackageNameIsFound(String name) {
        assertThat(Names.forbiddenInPackage(name)).isNotEmpty();
    }

    @Test
    void aPackageThatSaysTooMuchOrTooLittleIsFound() {
        assertThat(Names.lacking("/** One thing. */ @NullMarked package a;")).isEmpty();
        assertThat(Names.lacking("/**\n * One thing,\n * told at length.\n */\n@NullMarked package a;")).isEmpty();
        assertThat(Names.lacking("@NullMarked package a;")).hasSize(1);
        assertThat(Names.lacking("/** One thing. And another. */ @NullMarked package a;")).hasSize(1);
        assertThat(Names.lacking("/** One thing */ @NullMarked package a;")).hasSize(1);
        assertThat(Names.lacking("/** One thing. */ package a;")).hasSize(1);
    }

    private static void everyFile(Consumer<Path> look) {
        Sources.roots().forEach(root -> Sources.javaBelow(root).forEach(look));
    }

    private static String shown(Path file) {
        return Sources.project().relativize(file).toString();
    }

    /** Every package that has a source, with its package-info, or an empty path where none is. */
    private static Map<String, Path> packages() {
        var found = new TreeMap<String, Path>();
        for (var root : Sources.roots()) {
            for (var file : Sources.javaBelow(root)) {
                var name = PACKAGE_OF.matcher(root.relativize(file).toString()).replaceFirst("").replace('/', '.');
                var info = file.getFileName().toString().equals("package-info.java") ? file : Path.of("");
                found.merge(name, info, (one, other) -> one.toString().isEmpty() ? other : one);
            }
        }
        return found;
    }
}
