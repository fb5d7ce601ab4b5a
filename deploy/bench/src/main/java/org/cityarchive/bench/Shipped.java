package org.cityarchive.bench;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The archive as a process of its own, started as a city starts it: by the launcher where it has built, else from the class path. */
final class Shipped implements AutoCloseable {
    private static final long PATIENCE_NANOS = TimeUnit.MINUTES.toNanos(2);
    private static final String MAIN = "org.cityarchive.server.ArchiveMain";

    private final Process process;
    private final int port;
    private final double secondsToFirstPage;

    private Shipped(Process process, int port, double secondsToFirstPage) {
        this.process = process;
        this.port = port;
        this.secondsToFirstPage = secondsToFirstPage;
    }

    /** Starts a server on a home and waits for its first page. */
    static Shipped serve(Setup setup, Path home, String heap) throws IOException, InterruptedException {
        int port = freePort();
        var command = command(setup, "-Xmx" + heap);
        command.addAll(List.of("serve", "--home", home.toString(), "--port", Integer.toString(port)));
        var builder = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(setup.work().resolve("server.log").toFile()));
        builder.environment().put("ARCHIVE_HEAP", heap);
        long began = System.nanoTime();
        var process = builder.start();
        while (!answers(port)) {
            if (!process.isAlive() || System.nanoTime() - began > PATIENCE_NANOS) {
                process.destroyForcibly();
                throw new IllegalStateException("the server did not start; " + setup.work().resolve("server.log") + " says why");
            }
            Thread.sleep(10);
        }
        return new Shipped(process, port, (System.nanoTime() - began) / 1e9);
    }

    /** Runs a command to its end. */
    static void run(Setup setup, List<String> arguments) throws IOException, InterruptedException {
        var command = command(setup, "-Xmx256m");
        command.addAll(arguments);
        var process = new ProcessBuilder(command).redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(setup.work().resolve("server.log").toFile())).start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the command failed; " + setup.work().resolve("server.log") + " says why");
        }
    }

    /** Whether the launcher has built what it runs. */
    static boolean launched(Setup setup) {
        return Files.exists(setup.root().resolve("app/built"));
    }

    private static List<String> command(Setup setup, String heap) {
        if (launched(setup)) {
            return new ArrayList<>(List.of(setup.root().resolve("archive").toString()));
        }
        return new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), heap,
                "--enable-native-access=ALL-UNNAMED", "-Daxoniq.update-checker.disabled=true", "-cp",
                System.getProperty("java.class.path"), MAIN));
    }

    private static boolean answers(int port) {
        try {
            var connection = (HttpURLConnection) URI.create("http://localhost:" + port + "/").toURL().openConnection();
            connection.setConnectTimeout(500);
            connection.setReadTimeout(30_000);
            return connection.getResponseCode() < HttpURLConnection.HTTP_INTERNAL_ERROR;
        } catch (IOException _) {
            return false;
        }
    }

    double secondsToFirstPage() {
        return secondsToFirstPage;
    }

    int port() {
        return port;
    }

    /** A line of the process's status, MiB: VmRSS now, VmHWM at most. */
    double mebibytes(String line) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream().filter(l -> l.startsWith(line + ":"))
                .mapToDouble(l -> Double.parseDouble(l.replaceAll("\\D", "")) / 1024).findFirst().orElseThrow();
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    /** Asks it to end, and waits until all is put away. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
