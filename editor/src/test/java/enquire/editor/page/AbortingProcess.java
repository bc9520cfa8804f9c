package enquire.editor.page;

import java.util.List;
import java.util.function.Consumer;
import org.automerge.ChangeHash;
import org.automerge.Document;
import org.automerge.ObjectId;
import org.automerge.PatchLog;
import org.automerge.Transaction;

/** Run in a process of its own: does what aborts it, and says so if it lives. */
final class AbortingProcess {

    static final String SURVIVED = "survived";

    private AbortingProcess() {}

    public static void main(String[] arguments) {
        if (arguments[0].equals("root")) {
            System.out.println(ObjectId.ROOT);
        }
        new Document().free();
        Document alice = new Document(new byte[] {1});
        set(alice, transaction -> transaction.set(ObjectId.ROOT, "begun", "yes"));
        Document bob = alice.fork(new byte[] {2});
        set(alice, transaction -> transaction.set(ObjectId.ROOT, "other", "x"));
        set(alice, transaction -> transaction.set(ObjectId.ROOT, "title", "Alice's"));
        set(bob, transaction -> transaction.set(ObjectId.ROOT, "title", "Bob's, which loses"));
        ChangeHash[] before = alice.getHeads();
        byte[] changes = bob.encodeChangesSince(new ChangeHash[0]);
        switch (arguments[0]) {
            case "patches" -> {
                var log = new PatchLog();
                alice.applyEncodedChanges(changes, log);
                alice.makePatches(log);
            }
            case "diff" -> {
                alice.applyEncodedChanges(changes);
                alice.diff(before, alice.getHeads());
            }
            case "apply" -> alice.applyEncodedChanges(changes);
            default -> throw new IllegalArgumentException(List.of(arguments).toString());
        }
        System.out.println(SURVIVED);
    }

    private static void set(Document document, Consumer<Transaction> edit) {
        try (var transaction = document.startTransaction()) {
            edit.accept(transaction);
            transaction.commit();
        }
    }
}
