package org.cityarchive.server.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.databind.json.JsonMapper;

/** Runs scenarios many times and prints one table: scenario, runs, lost, duplicated, wrong. {@code deploy/faults} calls it. */
public final class Faults {
    private static final int SHOWN = 3;

    private final Map<String, String> options;
    private final List<Map<String, Object>> rows = new ArrayList<>();

    private Faults(Map<String, String> options) {
        this.options = options;
    }

    /** Every scenario that there is. */
    static List<Scenario> scenarios(Duration load) {
        var all = new ArrayList<Scenario>(Kills.all());
        all.addAll(UpkeepKills.all());
        all.addAll(Outages.all());
        all.addAll(FullDisks.all());
        all.addAll(FlippedBytes.all());
        all.addAll(TwoServers.all());
        all.addAll(Crowd.all(load));
        return all;
    }

    /**
     * Runs.
     *
     * @param arguments {@code --runs N --only NAME[,NAME] --seed S --load SECONDS --json FILE}
     */
    static void main(String[] arguments) throws IOException {
        System.exit(run(Path.of(""), arguments) ? 0 : 1);
    }

    /** @param folder where a relative name of the JSON file begins */
    static boolean run(Path folder, String[] arguments) throws IOException {
        var options = new LinkedHashMap<String, String>();
        for (int i = 0; i + 1 < arguments.length; i += 2) {
            options.put(arguments[i], arguments[i + 1]);
        }
        return new Faults(options).run(folder);
    }

    private boolean run(Path folder) throws IOException {
        int runs = Integer.parseInt(options.getOrDefault("--runs", "5"));
        long seed = Long.parseLong(options.getOrDefault("--seed", String.valueOf(System.nanoTime())));
        var load = Duration.ofSeconds(Long.parseLong(options.getOrDefault("--load", "600")));
        var only = List.of(options.getOrDefault("--only", "").split(","));
        System.out.println("seed " + seed + ", " + runs + " runs a scenario");
        refuseUnknown(load, only);
        System.out.printf("%-22s %5s %6s %11s %6s  %s%n", "scenario", "runs", "lost", "duplicated", "wrong", "seconds a run");
        boolean clean = true;
        for (var scenario : scenarios(load)) {
            if (only.contains("") || only.contains(scenario.name())) {
                clean &= row(scenario, runs, seed);
            }
        }
        var file = folder.resolve(options.getOrDefault("--json", "faults.json"));
        Files.writeString(file, JsonMapper.builder().build().writerWithDefaultPrettyPrinter()
                .writeValueAsString(Map.of("seed", seed, "scenarios", rows)));
        System.out.println("also in " + file);
        return clean;
    }

    private static void refuseUnknown(Duration load, List<String> only) {
        var names = scenarios(load).stream().map(Scenario::name).toList();
        only.stream().filter(name -> !name.isEmpty() && !names.contains(name)).findFirst().ifPresent(name -> {
            throw new IllegalArgumentException("no scenario is named " + name + "; there are " + String.join(", ", names));
        });
    }

    private boolean row(Scenario scenario, int runs, long seed) {
        var finding = Finding.NOTHING;
        long began = System.nanoTime();
        for (int run = 0; run < runs; run++) {
            finding = finding.and(once(scenario, new Chance(seed + run)));
        }
        double seconds = (System.nanoTime() - began) / 1e9 / runs;
        System.out.printf("%-22s %5d %6d %11d %6d  %.1f%n", scenario.name(), runs, finding.lost(), finding.duplicated(),
                finding.wrong(), seconds);
        finding.notes().stream().distinct().limit(finding.isClean() ? SHOWN : 10 * SHOWN)
                .forEach(note -> System.out.println("    " + note));
        var row = new LinkedHashMap<String, Object>();
        row.put("scenario", scenario.name());
        row.put("runs", runs);
        row.put("lost", finding.lost());
        row.put("duplicated", finding.duplicated());
        row.put("wrong", finding.wrong());
        row.put("secondsARun", seconds);
        row.put("notes", finding.notes());
        rows.add(row);
        return finding.isClean();
    }

    private static Finding once(Scenario scenario, Chance chance) {
        try {
            return scenario.run(chance);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.wrong("interrupted");
        } catch (Exception | AssertionError e) {
            if (Boolean.getBoolean("faults.trace")) {
                e.printStackTrace();
            }
            return Finding.wrong("seed " + chance.seed() + ": " + e);
        }
    }
}
