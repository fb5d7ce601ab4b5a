package org.cityarchive.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;

import com.tngtech.archunit.core.domain.JavaClass;
import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.capture.RecordId;
import org.cityarchive.core.law.Fact;
import org.junit.jupiter.api.Test;

class NothingPersonalTest {

    @Test
    void noFactCanHoldContent() {
        var open = new TreeMap<String, List<String>>();
        Compiled.PROJECT.stream().filter(type -> type.isAssignableTo(Fact.class) && !type.isInterface()).map(JavaClass::reflect)
                .forEach(fact -> {
                    var parts = FactShape.openParts(fact);
                    if (!parts.isEmpty()) {
                        open.put(fact.getName(), parts);
                    }
                });
        assertThat(open).isEmpty();
    }

    @Test
    void idsTimesKindsSizesAndCommitmentsPass() {
        assertThat(FactShape.openParts(Clean.class)).isEmpty();
        assertThat(FactShape.openParts(AccountOpened.class)).isEmpty();
    }

    @Test
    void freeTextIsFound() {
        assertThat(FactShape.openParts(WithText.class)).containsExactly("WithText.text");
    }

    @Test
    void textInsideAnotherTypeIsFound() {
        assertThat(FactShape.openParts(WithTextWithin.class)).containsExactly("WithTextWithin.author.name");
    }

    @Test
    void textInAListOrMapIsFound() {
        assertThat(FactShape.openParts(WithTexts.class)).containsExactly("WithTexts.urls", "WithTexts.more", "WithTexts.more");
    }

    @Test
    void bytesWithoutAKeyedNameAreFound() {
        assertThat(FactShape.openParts(WithBytes.class)).containsExactly("WithBytes.raw");
    }

    @Test
    void aDigestThatTakesWordsIsFound() {
        assertThat(FactShape.openParts(WithLooseDigest.class)).containsExactly("WithLooseDigest.of.hex");
    }

    @Test
    void textBehindASealedTypeIsFound() {
        assertThat(FactShape.openParts(WithChoice.class)).containsExactly("WithChoice.choice(Told).words");
    }

    @Test
    void anythingGoesIsFound() {
        assertThat(FactShape.openParts(WithAnything.class)).containsExactly("WithAnything.value");
    }

    @Test
    void anotherFactMayNotNameAnAccount() {
        assertThat(FactShape.openParts(AccountClosed.class)).containsExactly("AccountClosed.handle");
    }

    record Clean(RecordId record, Instant at, Kind kind, long bytes, UUID cause, String platform, byte[] commitment,
            Map<String, Print> prints, List<RecordId> others) implements Fact {}

    record Print(long value) {}

    record AccountOpened(UUID account, String platform, String handle) implements Fact {}

    record AccountClosed(UUID account, String handle) implements Fact {}

    record WithText(RecordId record, String text) implements Fact {}

    record Author(UUID id, String name) {}

    record WithTextWithin(Author author) implements Fact {}

    record WithTexts(List<String> urls, Map<String, String> more) implements Fact {}

    record WithBytes(byte[] raw) implements Fact {}

    record Digest(String hex) {}

    record WithLooseDigest(Digest of) implements Fact {}

    sealed interface Choice {}

    record Told(String words) implements Choice {}

    record Silent() implements Choice {}

    record WithChoice(Choice choice) implements Fact {}

    record WithAnything(Object value) implements Fact {}
}
