package org.cityarchive.core.law;

import static java.util.Objects.requireNonNull;

import java.util.concurrent.CompletionException;

import org.axonframework.common.configuration.AxonConfiguration;
import org.axonframework.eventsourcing.eventstore.AppendEventsTransactionRejectedException;
import org.axonframework.eventsourcing.eventstore.EventStorageEngine;
import org.axonframework.messaging.commandhandling.CommandBus;
import org.axonframework.messaging.commandhandling.GenericCommandMessage;
import org.axonframework.messaging.core.MessageType;
import org.jspecify.annotations.Nullable;

/** Sends commands over Axon's bus; a rejected append is loaded and decided again. */
final class BusArchive implements Features.Running {
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
        return Retry.CONFLICT.on(_ -> {
            try {
                var handled = (LawHandler.Handled) requireNonNull(bus.dispatch(message, null).join().payload());
                return new Sent(handled.decision(), handled.position().orElseGet(this::head));
            } catch (CompletionException e) {
                throw rejected(e)
                        ? new Failure.StoreBusy("the same facts changed under each of several tries; send it again")
                        : unwrapped(e);
            }
        });
    }

    private long head() {
        return engine.latestToken(null).join().position().orElse(0);
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
