package org.cityarchive.architecture;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Words that are never right in a name (STYLE.md C and F). */
final class Names {
    /** Never a word of ours, alone or within a longer name. */
    private static final List<String> WORDS = List.of("Item", "Document", "Asset", "Blob", "Ledger", "Tenant", "Foia", "Ticket",
            "Freeze", "Expiry", "Checksum", "AuditTrail", "Cleanup");

    /** Endings that hide what a thing is for. */
    private static final List<String> ENDINGS = List.of("Manager", "Helper", "Helpers", "Util", "Utils", "Service", "Impl");

    private static final List<String> BEGINNINGS = List.of("Abstract", "Base");

    private static final Set<String> PACKAGES = Set.of("common", "shared", "util", "utils", "dto", "mapper", "service", "model",
            "misc", "helper", "impl", "manager");

    private static final Pattern ONE_SENTENCE = Pattern.compile("/\\*\\*\\s(?<sentence>.+?)\\*/", Pattern.DOTALL);
    private static final Pattern SENTENCE_END = Pattern.compile("[.!?](?=\\s|$)");

    /** The forbidden words in a type's simple name, in the way camel case cuts it. */
    static List<String> forbiddenInType(String name) {
        var found = new ArrayList<String>();
        WORDS.stream().filter(word -> holds(name, word) || holds(name, word + "s")).forEach(found::add);
        ENDINGS.stream().filter(ending -> name.endsWith(ending) && !name.equals("Base" + ending)).forEach(found::add);
        BEGINNINGS.stream().filter(word -> name.matches(word + "[A-Z].*")).forEach(found::add);
        if (name.equals("Record")) {
            found.add("Record");
        }
        return found;
    }

    /** The forbidden parts of a package's name. */
    static List<String> forbiddenInPackage(String name) {
        var words = WORDS.stream().map(word -> word.toLowerCase(Locale.ROOT)).toList();
        return Arrays.stream(name.split("\\.")).filter(part -> PACKAGES.contains(part) || words.contains(part)).toList();
    }

    /** What a package-info lacks; empty when it is one sentence and null-marked. */
    static List<String> lacking(String packageInfo) {
        var found = new ArrayList<String>();
        var comment = ONE_SENTENCE.matcher(packageInfo);
        if (!comment.find()) {
            found.add("no sentence");
        } else {
            var text = comment.group("sentence").replaceAll("\\s*\\n\\s*\\*?\\s*", " ").strip();
            if (!text.endsWith(".") || SENTENCE_END.matcher(text).results().count() != 1) {
                found.add("not one sentence: " + text);
            }
        }
        if (!packageInfo.contains("@NullMarked")) {
            found.add("not @NullMarked");
        }
        return found;
    }

    private static boolean holds(String name, String word) {
        return Pattern.compile("(?<![A-Z])" + word + "(?![a-z])").matcher(name).find();
    }

    private Names() {}
}
