package org.cityarchive.server.cli;

import java.util.Locale;

import org.cityarchive.core.evidence.Finding.Code;
import org.cityarchive.server.evidence.PackageCheck.Checked;

/** What a check comes to, in a sentence that says no more than was checked (EVIDENCE.md §7). */
final class VerifyWords {
    private VerifyWords() {}

    /** @param onlyOwnKeys whether the checker gave no key: then a package can do no better than agree with itself */
    static String of(Checked checked, boolean onlyOwnKeys) {
        if (!checked.isProven()) {
            return String.format(Locale.ROOT, "NOT PROVEN. %d proven, %d not, %d parts withheld.", checked.proven(),
                    checked.notProven(),
                    checked.withheld());
        }
        long listed = checked.count(Code.B10);
        var rest = listed == 0
                ? "Nothing differs."
                : String.format(Locale.ROOT, "%d files were only listed: nobody signed their words.", listed);
        return onlyOwnKeys
                ? String.format(Locale.ROOT,
                        "CONSISTENT WITH ITSELF. %d agree with the keys that came along, %d parts withheld. %s Whoever made the"
                                + " package could have made those keys: compare each fingerprint after N05 with what the city prints, or"
                                + " check again with --vkey.",
                        checked.proven(), checked.withheld(), rest)
                : String.format(Locale.ROOT, "OK. %d proven, %d parts withheld. %s", checked.proven(), checked.withheld(), rest);
    }
}
