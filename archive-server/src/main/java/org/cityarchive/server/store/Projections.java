package org.cityarchive.server.store;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import org.axonframework.common.Registration;
import org.cityarchive.core.law.Projection;
import org.jspecify.annotations.Nullable;

/** Runs the projections: one thread each, woken by commits. A fact that one cannot read stops that one only. */
public final class Projections implements AutoCloseable {
    private final DataSource source;
    private final FactReader reader;
    private final CommitSignal signal;
    private final Claims claims;
    private final Map<String, ProjectionRun> runs = new LinkedHashMap<>();
    private @Nullable Registration woken;

    /**
     * @param source connections as archive_app
     * @param owner names this server among those on one database
     */
    public Projections(DataSource source, FactReader reader, CommitSignal signal, String owner) {
        this.source = source;
        this.reader = reader;
        this.signal = signal;
        this.claims = new Claims(source, "projection", owner);
    }

    /**
     * How a projection stands.
     *
     * @param position the last position it has read
     * @param lag positions it is behind
     * @param stopped the fact that it could not read
     */
    public record Standing(String name, long position, long lag, @Nullable Stopped stopped) {}

    /** @param by the defect's name and sentence; nothing of the fact */
    public record Stopped(long position, String by) {}

    /** Adds an {@link SqlProjection} or an {@link OwnPlace}, before {@link #start}. */
    public Projections add(Projection projection) {
        Place place = switch (projection) {
            case SqlProjection sql -> new SqlPlace(sql, source, claims);
            case OwnPlace own -> new KeptPlace(own);
            default -> throw new IllegalArgumentException(projection.name() + " keeps no place");
        };
        if (runs.putIfAbsent(projection.name(), new ProjectionRun(projection, place, reader)) != null) {
            throw new IllegalArgumentException("two projections are named " + projection.name());
        }
        return this;
    }

    public Projections start() {
        runs.values().forEach(ProjectionRun::start);
        woken = signal.onCommit(() -> runs.values().forEach(ProjectionRun::wake));
        return this;
    }

    /** How all of them stand, in the order in which they were added. */
    public List<Standing> standings() {
        long head = reader.head();
        return runs.values().stream().map(run -> run.standing(head)).toList();
    }

    /**
     * Waits until a projection has read a position, here or on another server.
     *
     * @return whether it did in time; false at once where it stopped before
     */
    public boolean awaitPosition(String name, long position, Duration patience) {
        return run(name).await(position, patience);
    }

    /** Tries the fact again at which a projection stopped. */
    public void retry(String name) {
        run(name).retry();
    }

    /** Empties a projection and replays it from the first fact. */
    public void reset(String name) {
        run(name).reset();
    }

    private ProjectionRun run(String name) {
        ProjectionRun run = runs.get(name);
        if (run == null) {
            throw new IllegalArgumentException("no projection is named " + name);
        }
        return run;
    }

    /** Lets each finish its batch. */
    @Override
    public void close() {
        if (woken != null) {
            woken.cancel();
        }
        runs.values().forEach(ProjectionRun::close);
        claims.close();
    }
}
