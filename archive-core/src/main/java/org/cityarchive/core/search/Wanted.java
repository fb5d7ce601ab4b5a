package org.cityarchive.core.search;

import java.util.ArrayList;
import java.util.List;

import org.cityarchive.core.search.RecordQuery.Text;
import org.cityarchive.core.search.Words.Token;

/**
 * One word that a text must hold, the next right after it.
 *
 * @param value in its form
 * @param prefix whether the text's word may go on
 */
public record Wanted(String value, Form form, boolean prefix) {

    /** The words of a query's text, in order; a piece such as {@code covid-19} wants two. */
    public static List<Wanted> of(Text text, Words words) {
        var wanted = new ArrayList<Wanted>();
        for (var piece : text.pieces()) {
            var tokens = words.tokens(piece.typed());
            for (int i = 0; i < tokens.size(); i++) {
                wanted.add(new Wanted(tokens.get(i).in(piece.form()), piece.form(), piece.prefix() && i == tokens.size() - 1));
            }
        }
        return wanted;
    }

    boolean meets(Token token) {
        var own = token.in(form);
        return prefix ? own.startsWith(value) : own.equals(value);
    }

    /** Whether these words stand in the text from this place on. */
    static boolean standAt(List<Wanted> wanted, List<Token> tokens, int place) {
        for (int i = 0; i < wanted.size(); i++) {
            if (!wanted.get(i).meets(tokens.get(place + i))) {
                return false;
            }
        }
        return !wanted.isEmpty();
    }
}
