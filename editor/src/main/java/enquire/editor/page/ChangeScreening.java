package enquire.editor.page;

import enquire.editor.page.Operation.Reference;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Decides, without Automerge, whether changes from elsewhere may enter a page. Automerge ends the
 * whole process over a change that contradicts itself or its history, so nothing that could may
 * reach it (design section 8): a change does only what a page allows ({@link OperationReader}),
 * follows what is known, continues its actor's work and the numbering of its ancestors, and refers
 * to nothing but operations of its ancestors or earlier ones of its own.
 *
 * <p>One use, for changes that arrive together; one thread.
 */
final class ChangeScreening {

    /** How the reason begins where not the change is at fault alone. */
    static final String MISTAKE = "A mistake of Enquire: ";

    private final KnownChanges known;
    private final Function<ChangeBody, List<Operation>> reader;
    private final Map<ChangeHash, KnownChanges.Node> arriving = new HashMap<>();
    private final Set<Numbered> arrivingSeqs = new HashSet<>();
    private final OperationIndex arrivingOperations = new OperationIndex();

    private record Numbered(ActorId actor, long seq) {
        Numbered(ChangeBody body) {
            this(body.actor(), body.seq());
        }
    }

    ChangeScreening(KnownChanges known) {
        this(known, OperationReader::read);
    }

    /**
     * @param reader {@link OperationReader#read}; another one only to see what comes of a mistake
     */
    ChangeScreening(KnownChanges known, Function<ChangeBody, List<Operation>> reader) {
        this.known = known;
        this.reader = reader;
    }

    /**
     * Looks at the changes that are not known yet. One that is refused holds up those that follow
     * it, and no others.
     *
     * @param changes each after those of them that it depends on
     */
    ScreenedChanges screen(List<Change> changes) {
        var fit = new ArrayList<Change>();
        var refused = new LinkedHashMap<ChangeHash, String>();
        for (Change change : changes) {
            if (node(change.hash()).isPresent()) {
                continue;
            }
            try {
                require(change);
                fit.add(change);
            } catch (MalformedChangeException e) {
                refused.put(change.hash(), String.valueOf(e.getMessage()));
            } catch (RuntimeException e) {
                // It costs this change its place, and nobody else anything.
                refused.put(change.hash(), mistake(change, e));
            }
        }
        return new ScreenedChanges(List.copyOf(fit), Collections.unmodifiableMap(refused));
    }

    /** With its place, by which it can be found. */
    private static String mistake(Change change, RuntimeException e) {
        StackTraceElement[] places = e.getStackTrace();
        return MISTAKE
                + "the change %s could not be looked at (%s, at %s)."
                        .formatted(
                                change.hash(),
                                e,
                                places.length == 0 ? "an unknown place" : places[0]);
    }

    private void require(Change change) {
        ChangeBody body = change.body();
        List<Operation> operations = reader.apply(body);
        requireRoomForMarks(change, operations);
        if (body.dependencies().isEmpty()) {
            throw new MalformedChangeException(
                    "The change follows nothing, not even the beginning of a page.");
        }
        for (ChangeHash dependency : body.dependencies()) {
            if (node(dependency).isEmpty()) {
                throw new MalformedChangeException("The change follows one that is not here.");
            }
        }
        Map<ActorId, Long> clock = requireNumbers(body);
        if (change.lastOperation() > ChangeLimits.PAGE_OPERATIONS_MAX) {
            throw new MalformedChangeException(
                    "The change is operation %,d of its page; a page may have %,d."
                            .formatted(change.lastOperation(), ChangeLimits.PAGE_OPERATIONS_MAX));
        }
        new References(body, operations, clock).require();
        arriving.put(change.hash(), KnownChanges.Node.of(known.count() + arriving.size(), change));
        arrivingSeqs.add(new Numbered(body));
        arrivingOperations.add(body.actor(), body.seq(), body.startOp(), operations);
        clock.put(body.actor(), body.seq());
        known.clocks().remember(change.hash(), clock);
    }

    /** Or nobody could take a secret out of it again and still hand it on. */
    private static void requireRoomForMarks(Change change, List<Operation> operations) {
        // One that was blanked before anybody screened it has grown already.
        int growth = change.isBlanked() ? 0 : ChangeRewriting.growthBytesMax(operations);
        if (change.inflatedBytes() + growth > ChangeLimits.BLANKED_BODY_BYTES_MAX) {
            throw new MalformedChangeException(
                    "The change leaves no room to take its words out again within %,d bytes."
                            .formatted(ChangeLimits.BLANKED_BODY_BYTES_MAX));
        }
    }

    private Optional<KnownChanges.Node> node(ChangeHash hash) {
        return known.node(hash).or(() -> Optional.ofNullable(arriving.get(hash)));
    }

    /** The numbers of a change follow from its ancestors. Returns how far those go. */
    private Map<ActorId, Long> requireNumbers(ChangeBody body) {
        Map<ActorId, Long> clock =
                known.clocks().at(body.dependencies(), hash -> node(hash).orElseThrow());
        long seq = 1 + clock.getOrDefault(body.actor(), 0L);
        if (body.seq() != seq) {
            throw new MalformedChangeException(
                    "The change has number %,d of its author; its ancestors make it number %,d."
                            .formatted(body.seq(), seq));
        }
        if (known.lastSeq(body.actor()) >= seq || arrivingSeqs.contains(new Numbered(body))) {
            throw new MalformedChangeException(
                    "The author made two changes of number %,d.".formatted(seq));
        }
        long startOp = 0;
        for (ChangeHash dependency : body.dependencies()) {
            startOp = Math.max(startOp, 1 + node(dependency).orElseThrow().lastOperation());
        }
        if (body.startOp() != startOp) {
            throw new MalformedChangeException(
                    "The first operation of the change has number %,d; its ancestors make it number %,d."
                            .formatted(body.startOp(), startOp));
        }
        return clock;
    }

    /** What the operations of one change refer to. */
    private final class References {

        private final ChangeBody body;
        private final List<Operation> operations;
        private final Map<ActorId, Long> clock;
        private final OperationIndex own = new OperationIndex();
        private final Set<Bytes> used = new HashSet<>();
        private long counter;

        References(ChangeBody body, List<Operation> operations, Map<ActorId, Long> clock) {
            this.body = body;
            this.operations = operations;
            this.clock = clock;
            // A reference to a later operation of the same change is refused by its number.
            own.add(body.actor(), body.seq(), body.startOp(), operations);
        }

        void require() {
            counter = body.startOp();
            for (Operation operation : operations) {
                switch (operation) {
                    case Operation.Insert insert -> requireCharacter(insert.after(), true);
                    case Operation.Delete(Reference character) ->
                            requireCharacter(character, false);
                    case Operation.Write write -> requireWrites(write);
                }
                counter++;
            }
            for (Bytes actor : body.otherActors()) {
                if (!used.contains(actor) && !actor.equals(Genesis.ACTOR)) {
                    throw new MalformedChangeException("The change lists an actor for nothing.");
                }
            }
        }

        private void requireCharacter(Reference reference, boolean mayBeBeginning) {
            if (reference.equals(Reference.BEGINNING)) {
                if (!mayBeBeginning) {
                    throw unknown();
                }
                return;
            }
            ActorId actor = actor(reference);
            boolean found =
                    isOwn(reference)
                            ? isEarlier(reference)
                                    && own.insertion(actor, reference.counter()).isPresent()
                            : isAncestor(
                                    actor,
                                    known.operationIndex()
                                            .insertion(actor, reference.counter())
                                            .or(() ->
                                                    arrivingOperations.insertion(
                                                            actor, reference.counter())));
            if (!found) {
                throw unknown();
            }
        }

        private void requireWrites(Operation.Write write) {
            for (Reference reference : write.overwritten()) {
                ActorId actor = actor(reference);
                long number = reference.counter();
                boolean found =
                        isOwn(reference)
                                ? isEarlier(reference)
                                        && own.write(actor, number, write.map(), write.key())
                                                .isPresent()
                                : isAncestor(
                                        actor,
                                        known.operationIndex()
                                                .write(actor, number, write.map(), write.key())
                                                .or(() ->
                                                        arrivingOperations.write(
                                                                actor,
                                                                number,
                                                                write.map(),
                                                                write.key())));
                if (!found) {
                    throw unknown();
                }
            }
        }

        private boolean isOwn(Reference reference) {
            return reference.actor() == 0 && reference.counter() >= body.startOp();
        }

        private boolean isEarlier(Reference reference) {
            return reference.counter() < counter;
        }

        private boolean isAncestor(ActorId actor, Optional<Long> seq) {
            return seq.isPresent() && seq.get() <= clock.getOrDefault(actor, 0L);
        }

        private ActorId actor(Reference reference) {
            if (reference.actor() == 0) {
                return body.actor();
            }
            Bytes actor = body.otherActors().get(reference.actor() - 1);
            if (actor.size() != ActorId.BYTES) {
                throw unknown();
            }
            used.add(actor);
            return new ActorId(actor);
        }

        private static MalformedChangeException unknown() {
            return new MalformedChangeException(
                    "The change refers to something that was not there when it was made.");
        }
    }
}
