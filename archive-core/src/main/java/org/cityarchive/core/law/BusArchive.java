package org.cityarchive.core.law;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.LockSupport;

import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;

/** Sends commands over Axon's bus; a rejected append is loaded and decided again. */
final class BusArchive implements Features.Running {
    private static final int TRIES = 6;
    private static final long STEP = 1_500_000;

    private final AxonConfiguration axon;
    private final CommandBus bus;
    private final EventStorageEngine engine;

    BusArchive(AxonConfiguration axon, CommandBus bus, EventStorageEngine engine) {
        this.axon = axon;
        this.bus = bus;
        this.engine = engine;
    }

    @Override
    public Sent send(Command command, Attribution by) {
        var message = new GenericCommandMessage(new MessageType(command.getClass()), command, FactCodec.members(by));
        for (int attempt = 1;; attempt++) {
            try {
                var handled = (LawHandler.Handled) requireNonNull(bus.dispatch(message, null).join().payload());
                return new Sent(handled.decision(), handled.position().orElseGet(this::head));
            } catch (CompletionException e) {
                if (!rejected(e)) {
                    throw unwrapped(e);
                }
                if (attempt == TRIES) {
                    throw new Failure.StoreBusy("the same facts changed under each of " + TRIES + " tries; send it again");
                }
                pause(attempt);
            }
        }
    }

    private long head() {
        return engine.latestToken(null).join().position().orElse(0);
    }

    /** Threads that met part by their ids: no chance is needed. */
    private static void pause(int attempt) {
        LockSupport.parkNanos(attempt * (1 + Thread.currentThread().threadId() % 5) * STEP);
    }

    private static boolean rejected(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof AppendEventsTransactionRejectedException) {
                return true;
            }
        }
        return false;
    }

    private static RuntimeException unwrapped(CompletionException thrown) {
        @Nullable
        Throwable cause = thrown;
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof Failure failure) {
                return failure;
            }
            if (cause instanceof CompletionException) {
                cause = t;
            }
        }
        return cause instanceof RuntimeException runtime ? runtime : thrown;
    }

    @Override
    public void close() {
        axon.shutdown();
    }
}
