package org.cityarchive.server.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

import org.cityarchive.server.web.BadParameter;

/** How exported records are written. */
enum ExportForm {
    CSV("Table", "for spreadsheets: one row a record"), JSON("Data", "for programs: everything the API tells of a record"), HTML(
            "Printable page", "to read and print, with nothing that runs or is loaded");

    private final String title;
    private final String use;

    ExportForm(String title, String use) {
        this.title = title;
        this.use = use;
    }

    String title() {
        return title;
    }

    String use() {
        return use;
    }

    /** As requests spell it. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The file's name in the package. */
    String file() {
        return "records." + word();
    }

    /** The forms of these words; commas part them as well. At least one is needed. */
    static Set<ExportForm> of(List<String> words) {
        var forms = EnumSet.noneOf(ExportForm.class);
        for (var given : words) {
            for (var word : given.split(",", -1)) {
                forms.add(of(word.strip()));
            }
        }
        if (forms.isEmpty()) {
            throw new BadParameter("formats", "Choose at least one of: csv, json, html.");
        }
        return forms;
    }

    private static ExportForm of(String word) {
        for (var form : values()) {
            if (form.word().equals(word.toLowerCase(Locale.ROOT))) {
                return form;
            }
        }
        throw new BadParameter("formats", "The parameter formats takes csv, json and html.");
    }
}
