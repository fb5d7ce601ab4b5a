package org.cityarchive.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

/** What templates say and the template engine does not do, without a word. */
class TemplatesTest {
    private static final Path TEMPLATES = Path.of("src/main/resources/templates");
    private static final Pattern TAG = Pattern.compile("<[a-z:]+\\s(?:[^<>\"]|\"[^\"]*\")*>");
    private static final Pattern CONDITION = Pattern.compile("\\sth:(if|unless)=\"");
    private static final Pattern KEY = Pattern.compile("\\$\\{[^}]*[a-zA-Z)]\\[[a-zA-Z]+][^}]*}");

    @Test
    void whatIsReplacedHasNoCondition() throws IOException { // th:replace comes first, and takes the condition away
        assertThat(found(TAG)).filteredOn(tag -> tag.contains("th:replace=\"") && CONDITION.matcher(tag).find()).isEmpty();
    }

    @Test
    void aMapIsAskedByGet() throws IOException { // map[name] asks for the key "name"
        assertThat(found(KEY)).isEmpty();
    }

    private static List<String> found(Pattern pattern) throws IOException {
        var found = new ArrayList<String>();
        try (var files = Files.walk(TEMPLATES)) {
            for (var file : files.filter(path -> path.toString().endsWith(".html")).sorted().toList()) {
                pattern.matcher(Files.readString(file)).results().forEach(match -> found.add(file + ": " + match.group()));
            }
        }
        assertThat(TEMPLATES).isDirectory();
        return found;
    }
}
