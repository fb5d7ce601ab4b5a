package org.cityarchive.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Runs the rows that are asked for and prints the table. What was measured before is kept beside it, row by row. */
public final class Bench {
    private static final List<Row> ROWS = List.of(new CaptureRow(), new CallersRow(), new ImportRow(), new PlainRow(),
            new ReplayRow(), new ProofRow(), new ScopesRow(), new EligibilityRow(), new StorageRow(), new ServerRow(),
            new SearchRow(), new NewestRow(),
            new GrowthRow());

    private Bench() {}

    /** @param arguments {@code ROOT [--quick] [--rows NAME,NAME] [--growth] [--cycles N] [--posts FOLDER] [--work FOLDER]} */
    public static void main(String[] arguments) throws Exception {
        var options = Arrays.copyOfRange(arguments, 1, arguments.length);
        var setup = Setup.of(options, Path.of(arguments[0]));
        Files.createDirectories(setup.work());
        var wanted = wanted(options);
        var table = Table.beside(setup);
        boolean failed = false;
        for (var row : ROWS) {
            if (wanted.contains(row.name())) {
                failed |= !measure(row, setup, table);
            }
        }
        table.print(System.out);
        System.exit(failed ? 1 : 0);
    }

    /** All rows but growth, which takes long and is asked for by name. */
    private static Set<String> wanted(String[] options) {
        int at = List.of(options).indexOf("--rows");
        if (at >= 0 && at + 1 < options.length) {
            return Set.of(options[at + 1].split(","));
        }
        var names = new ArrayList<>(ROWS.stream().map(Row::name).filter(name -> !name.equals("growth")).toList());
        return List.of(options).contains("--growth") ? Set.of("growth") : Set.copyOf(names);
    }

    /** A row that fails leaves the others standing. */
    private static boolean measure(Row row, Setup setup, Table table) throws Exception {
        System.err.printf("%-10s …", row.name());
        long began = System.nanoTime();
        try {
            var figures = row.measure(setup);
            table.put(row.name(), figures);
            System.err.printf("\r%-10s %.0f s%n", row.name(), (System.nanoTime() - began) / 1e9);
            return true;
        } catch (Exception | AssertionError e) {
            System.err.printf("\r%-10s failed%n", row.name());
            e.printStackTrace();
            return false;
        }
    }
}
