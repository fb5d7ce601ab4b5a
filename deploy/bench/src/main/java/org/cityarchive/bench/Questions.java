package org.cityarchive.bench;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Words and phrases to ask for, taken from the posts themselves: the same in every run, and none that nobody wrote. */
record Questions(List<String> words, List<String> phrases) {
    private static final int EACH = 60; // some are left out, see SearchRow
    private static final int SHORTEST = 5;

    static Questions of(List<Post> posts) {
        var random = new Random(3);
        var words = new LinkedHashSet<String>();
        var phrases = new LinkedHashSet<String>();
        while (words.size() < EACH || phrases.size() < EACH) {
            String[] text = posts.get(random.nextInt(posts.size())).text().split(" ", -1);
            int at = random.nextInt(text.length);
            if (words.size() < EACH && isWord(text[at], SHORTEST)) {
                words.add(text[at].toLowerCase(Locale.ROOT));
            }
            if (phrases.size() < EACH && at + 1 < text.length && isWord(text[at], 3) && isWord(text[at + 1], 3)) {
                phrases.add((text[at] + " " + text[at + 1]).toLowerCase(Locale.ROOT));
            }
        }
        return new Questions(List.copyOf(words), List.copyOf(phrases));
    }

    /** A thousand different queries, as scopes of holds are: words on an account, phrases, one of several words, in a period. */
    static List<String> scopes(List<Post> posts, int many) {
        var random = new Random(4);
        var scopes = new ArrayList<String>();
        while (scopes.size() < many) {
            var post = posts.get(random.nextInt(posts.size()));
            var own = java.util.Arrays.stream(post.text().split(" ", -1)).filter(w -> isWord(w, 4)).toList();
            if (own.size() >= 3) {
                scopes.add(switch (scopes.size() % 4) {
                    case 0 -> "account:" + post.account() + " " + own.get(0);
                    case 1 -> '"' + own.get(0) + " " + own.get(1) + '"';
                    case 2 -> "(" + own.get(0) + " OR " + own.get(1) + ") -" + own.get(2) + " after:2021-06-01";
                    default -> own.get(0) + " " + own.get(1) + " " + own.get(2);
                });
            }
        }
        return scopes;
    }

    private static boolean isWord(String text, int shortest) {
        return text.length() >= shortest && text.chars().allMatch(c -> c < 128 && Character.isLetter(c)) && !text.equals("OR");
    }
}
