package org.cityarchive.server.capture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.Collectors;

import org.cityarchive.server.capture.WordDiff.Piece;
import org.junit.jupiter.api.Test;

class WordDiffTest {
    @Test
    void aReplacedPassageIsTakenOutAndAddedAsAWhole() {
        assertThat(shown(WordDiff.of("You are a joke and I pay your salaries.", "You are a joke and everybody knows it.")))
                .isEqualTo("You are a joke and [-I pay your salaries-][+everybody knows it+].");
    }

    @Test
    void anAddedSentenceIsOnlyAdded() {
        var diff = WordDiff.of("The pool opens at 7.", "The pool opens at 7. Bring a towel.");
        assertThat(diff.takenOut()).isZero();
        assertThat(diff.added()).isEqualTo(1);
    }

    @Test
    void crumbsBetweenChangesBelongToTheChange() {
        assertThat(WordDiff.of("Odd parking is off, even is on", "Street sweeping is late, snow is on").pieces().stream()
                .filter(Piece::isSame)
                .map(Piece::after)).containsExactly(" is on");
    }

    @Test
    void whiteSpaceCountsOnlyWhereNothingElseChanged() {
        var space = WordDiff.of("one  two", "one two\n");
        assertThat(space.onlySpace()).isTrue();
        assertThat(shown(space)).isEqualTo("one[-··-][+·+]two[+⏎\n+]");
        assertThat(WordDiff.of("one  two three", "one two four").onlySpace()).isFalse();
    }

    @Test
    void equalTextsDoNotDiffer() {
        assertThat(WordDiff.of("same", "same").isEmpty()).isTrue();
        assertThat(WordDiff.of("", "").isEmpty()).isTrue();
    }

    @Test
    void bothTextsCanBeReadOffThePieces() {
        var random = new Random(7);
        var words = new String[]{"plow", "snow", " ", "\n", ",", "❄️", "نص", "a", "é", "👩‍👩‍👧"};
        for (int i = 0; i < 500; i++) {
            var before = random.ints(random.nextInt(20), 0, words.length).mapToObj(w -> words[w]).collect(Collectors.joining());
            var after = random.ints(random.nextInt(20), 0, words.length).mapToObj(w -> words[w]).collect(Collectors.joining());
            var diff = WordDiff.of(before, after);
            if (!diff.onlySpace()) {
                assertThat(diff.pieces().stream().map(Piece::before).collect(Collectors.joining())).isEqualTo(before);
                assertThat(diff.pieces().stream().map(Piece::after).collect(Collectors.joining())).isEqualTo(after);
            }
        }
    }

    @Test
    void longTextsAreComparedInTime() {
        var before = "word ".repeat(20_000);
        var after = "other ".repeat(20_000);
        assertThat(WordDiff.of(before, after).pieces()).isNotEmpty();
    }

    private static String shown(WordDiff diff) {
        return diff.pieces().stream().map(p -> switch (p.change()) {
            case SAME -> p.after();
            case ADDED -> "[+" + p.after() + "+]";
            case TAKEN_OUT -> "[-" + p.before() + "-]";
        }).collect(Collectors.joining());
    }

    @Test
    void aLongTextWithOneWordChangedIsComparedByWords() {
        var before = new StringBuilder();
        for (int i = 0; before.length() < 60_000; i++) {
            before.append("The plow comes to Cedar Hill at six and to Main Street at %d. ".formatted(i));
        }
        var after = before.toString().replace("at 7. ", "at noon. ").replace("at 900. ", "at dusk. ");
        var diff = WordDiff.of(before.toString(), after);
        assertThat(diff.coarse()).isFalse();
        assertThat(diff.pieces().stream().filter(p -> p.isAdded()).map(p -> p.after())).containsExactly("noon", "dusk");
    }

    @Test
    void textsThatHaveNothingInCommonAreComparedCoarselyAndSaySo() {
        var before = "alpha beta gamma ".repeat(4_000);
        var after = "delta epsilon zeta ".repeat(4_000);
        var diff = WordDiff.of(before, after);
        assertThat(diff.coarse()).isTrue();
        assertThat(diff.pieces().stream().map(p -> p.before()).collect(Collectors.joining())).isEqualTo(before);
        assertThat(diff.pieces().stream().map(p -> p.after()).collect(Collectors.joining())).isEqualTo(after);
    }
}
