package org.cityarchive.core.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.cityarchive.core.capture.Kind;
import org.cityarchive.core.search.RecordQuery.Made;
import org.cityarchive.core.search.RecordQuery.OfKind;
import org.cityarchive.core.search.RecordQuery.When;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The query language: what each spelling asks, and where a bad one is bad. */
class QueryParserTest {
    private static final ZoneId DENVER = ZoneId.of("America/Denver");

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', value = {"a b|a b", "  a   b |a b", "a b OR c|a (b OR c)",
            "a OR b OR c|a OR b OR c",
            "(a b) OR c|(a b) OR c", "((a)) (b c)|a b c", "-a|-a", "--a|a", "-(a b)|-(a b)", "-(a OR -b)|-(a OR -b)",
            "'\"town hall\"'|'\"town hall\"'",
            "'“town hall”'|'\"town hall\"'", "'=\"Bogotá D.C.\"'|'=\"Bogotá D.C.\"'",
            "'\"=Bogotá ~flood tow*\"'|'\"=Bogotá ~flood tow*\"'",
            "'~\"=a b\"'|'\"=a ~b\"'", "flood*|flood*", "=flood*|=flood*", "=Bogotá|=Bogotá", "~flooding|~flooding",
            "covid-19|covid-19",
            "10:30|10:30", "#Bogotá|#bogotá", "#vote2|#vote2", "#vote*|#vote*", "@FEMA|@fema",
            "@city.bsky.social|@city.bsky.social",
            "https://t.co/JT8m0FH0WY|https://t.co/JT8m0FH0WY", "(https://t.co/a)|https://t.co/a",
            "https://a.b/c_(d).|https://a.b/c_(d)",
            "https://a.b/*|https://a.b/*", "account:@RepWexton|account:RepWexton", "'author:\"Jane Doe\"'|'author:\"Jane Doe\"'",
            "AUTHOR:Jane|author:Jane", "author-kind:City|author-kind:city", "platform:X|platform:x", "kind:Comment|kind:comment",
            "lang:HI|lang:hi",
            "reply-to:1196|reply-to:1196", "has:media has:link|has:media has:link",
            "has:photo OR has:video|has:photo OR has:video",
            "is:deleted is:edited is:hidden is:latest|is:deleted is:edited is:hidden is:latest",
            "was:deleted -was:hidden|was:deleted -was:hidden",
            "is:held -is:due|is:held -is:due", "series:s1-corr hold:Doe request:7|series:S1-CORR hold:Doe request:7",
            "after:2022-03-01 before:2022-04|after:2022-03-01 before:2022-04", "on:2021|on:2021",
            "captured:2021-03 -captured-after:2021-03-05|captured:2021-03 -captured-after:2021-03-05",
            "Captured-Before:2022|captured-before:2022", "or and|or and", "f(x)|f x",
            "a\"b\"c|'a \"b\" c'",
            "दिल्ली|दिल्ली", "''|''"})
    void aQueryIsReadAndWrittenBack(String typed, String canonical) {
        var query = RecordQuery.parse(typed, DENVER);
        assertThat(query.canonical()).isEqualTo(canonical);
        assertThat(RecordQuery.parse(canonical, DENVER)).isEqualTo(query);
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', value = {
            "'a \"b c'|2|1|A quotation mark opens here and is never closed. Nothing was searched.",
            "'a “b c\"'|2|1|A quotation mark opens here and is never closed. Nothing was searched.",
            "a (b|2|1|A bracket opens here and is never closed. Nothing was searched.",
            "a) b|1|1|A bracket closes here that was never opened. Nothing was searched.",
            "a ()|2|2|These brackets hold nothing. Nothing was searched.",
            "'a \"!?\"'|2|4|Between these quotation marks stands no letter and no number. Nothing was searched.",
            "a & b|2|1|'Here stands no letter and no number, and only words can be searched. Nothing was searched.'",
            "a -|2|1|'Here stands no letter and no number, and only words can be searched. Nothing was searched.'",
            "~floo*|0|6|'A word has either ~ before it or * after it, not both. Nothing was searched.'",
            "#1|0|2|'A hashtag is # and then letters, numbers or _, with one letter at least. Nothing was searched.'",
            "x @a!b|2|4|'A handle is @ and then letters, numbers or _. Nothing was searched.'"})
    void anErrorPointsAtItsPlace(String typed, int position, int length, String sentence) {
        assertThatThrownBy(() -> RecordQuery.parse(typed, DENVER)).isInstanceOfSatisfying(QueryError.class, error -> {
            assertThat(error.sentence()).isEqualTo(sentence);
            assertThat(error.position()).isEqualTo(position);
            assertThat(error.length()).isEqualTo(length);
        });
    }

    @ParameterizedTest
    @CsvSource({"OR a,0,nothing stands before", "a OR,2,nothing stands after", "(a OR) b,3,nothing stands after",
            "a OR OR b,2,nothing stands after",
            "a foo:b,2,There is no field foo:",
            "a is:new,5,'There is deleted, edited, hidden, held, due, latest'", "a hold:,2,a value must follow",
            "was:edited,4,'There is deleted, hidden.'", "kind:tweet,5,'There is post, comment, message, profile.'",
            "has:sound,4,'There is media, photo, video, link.'", "before:yesterday,7,no day or instant",
            "on:2022-02-30,3,no day or instant", "captured-after:now,15,no day or instant",
            "a account:,2,a value must follow", "'account: x',0,a value must follow", "'note: x',0,a value must follow"})
    void aWrongFieldNamesThoseThatAreThere(String typed, int position, String says) {
        assertThatThrownBy(() -> RecordQuery.parse(typed, DENVER)).isInstanceOfSatisfying(QueryError.class, error -> {
            assertThat(error.sentence()).contains(says).endsWith("Nothing was searched.");
            assertThat(error.position()).isEqualTo(position);
        });
    }

    @Test
    void aDayBeginsAtMidnightOfTheCity() {
        assertThat(RecordQuery.parse("after:2022-03-13", DENVER))
                .isEqualTo(new Made(When.AFTER, "2022-03-13", Instant.parse("2022-03-13T07:00:00Z"), null));
        assertThat(RecordQuery.parse("before:2022-03-14", DENVER))
                .isEqualTo(new Made(When.BEFORE, "2022-03-14", null, Instant.parse("2022-03-14T06:00:00Z")));
        assertThat(RecordQuery.parse("on:2022-03-13", DENVER)).isEqualTo(
                new Made(When.ON, "2022-03-13", Instant.parse("2022-03-13T07:00:00Z"), Instant.parse("2022-03-14T06:00:00Z")));
        assertThat(RecordQuery.parse("after:2022-03-13T01:02:03Z", DENVER))
                .isEqualTo(new Made(When.AFTER, "2022-03-13T01:02:03Z", Instant.parse("2022-03-13T01:02:03Z"), null));
    }

    @Test
    void whenItWasCapturedIsAnotherQuestionThanWhenItWasMade() {
        assertThat(RecordQuery.parse("captured-after:2022-03-13", DENVER)).isEqualTo(
                new RecordQuery.Captured(When.AFTER, "2022-03-13", Instant.parse("2022-03-13T07:00:00Z"), null));
        assertThat(QueryReading.of(RecordQuery.parse("captured:2022-03-13 captured-before:2022 on:2022-03-12", DENVER)))
                .isEqualTo(
                        "Reads as: captured on Mar 13, 2022, and captured before 2022, and made on Mar 12, 2022.");
    }

    @Test
    void chipsKnowTheirPlaceAndWhetherTheyAreExcluded() {
        var chips = QueryParser.parse("flood -(#tag OR -\"town hall\") kind:post", DENVER).chips();
        assertThat(chips).extracting(c -> c.start() + ":" + c.text() + ":" + c.negated())
                .containsExactly("0:flood:false", "8:#tag:true", "16:-\"town hall\":false", "30:kind:post:false");
        assertThat(chips.getLast().part()).isEqualTo(new OfKind(Kind.POST));
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '\'', delimiter = '|', value = {"''|Reads as: every record.",
            "flood -map before:2022-03-01|'Reads as: the word “flood”, and not the word “map”, and made before Mar 1, 2022.'",
            "a b OR c|Reads as: the word “a”, and (the word “b” or the word “c”).",
            "~floods is:deleted|Reads as: any form of the word “floods”, and deleted now.",
            "'=\"Bogotá D\" author-kind:public'|Reads as: the words “Bogotá D” together with its accents as typed, and by the public."})
    void aQueryReadsInPlainWords(String typed, String reading) {
        assertThat(QueryReading.of(RecordQuery.parse(typed, DENVER))).isEqualTo(reading);
    }

    @ParameterizedTest
    @ValueSource(ints = {4_001, 100_000})
    void anEndlessQueryIsRefused(int length) {
        assertThatThrownBy(() -> RecordQuery.parse("a".repeat(length), DENVER)).isInstanceOf(QueryError.class)
                .hasMessageContaining("4000");
    }

    @Test
    void everyLineOfTheHelpIsRead() {
        for (var line : QueryHelp.LINES) {
            assertThat(RecordQuery.parse(line.typed().replace("…", "a.b"), DENVER).canonical()).as(line.typed()).isNotEmpty();
        }
    }

    @Test
    void deepBracketsAndManyTermsAreRefused() {
        assertThatThrownBy(() -> RecordQuery.parse("(".repeat(40) + "a" + ")".repeat(40), DENVER))
                .hasMessageContaining("30 deep");
        assertThatThrownBy(() -> RecordQuery.parse("a ".repeat(300), DENVER)).hasMessageContaining("more than 250");
    }

    @Test
    void anyTextIsEitherReadOrRefusedAtAPlace() {
        var random = new Random(7);
        String[] parts = {"a", "\"", "(", ")", "-", "OR", " ", " ", "*", "=", "~", "#", "@", ":", "https://", "is:", "é",
                "\uD800", "\u0000", "“", "”",
                "1", "after:", "2022", "😀", "\uFE0F"};
        for (int i = 0; i < 20_000; i++) {
            var typed = IntStream.range(0, random.nextInt(12)).mapToObj(_ -> parts[random.nextInt(parts.length)])
                    .collect(Collectors.joining());
            try {
                var query = RecordQuery.parse(typed, DENVER);
                assertThat(RecordQuery.parse(query.canonical(), DENVER)).as(typed).isEqualTo(query);
            } catch (QueryError error) {
                assertThat(error.position()).as(typed).isBetween(0, typed.length());
                assertThat(error.length()).as(typed).isPositive();
            }
        }
    }

    @Test
    void whatOtherFeaturesSayIsNoPartOfAKeptQuery() {
        RecordQuery.parse("flood has:media", DENVER).requireOfTheRecordAlone();
        var thread = RecordQuery.parse("flood OR thread:6f1c0000-0000-0000-0000-00000000000a", DENVER);
        thread.requireOfTheRecordAlone();
        assertThat(thread.ofThreads()).isTrue();
        assertThat(RecordQuery.parse(thread.canonical(), DENVER)).isEqualTo(thread);
        assertThatThrownBy(() -> RecordQuery.parse("thread:n3", DENVER)).isInstanceOf(QueryError.class);
        for (var typed : List.of("is:held", "flood -series:S1-CORR", "(a OR (b request:7))")) {
            assertThatThrownBy(RecordQuery.parse(typed, DENVER)::requireOfTheRecordAlone).as(typed)
                    .isInstanceOf(QueryError.class);
        }
    }
}
