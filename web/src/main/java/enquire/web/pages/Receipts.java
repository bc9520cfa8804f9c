package enquire.web.pages;

import enquire.sync.node.Wiki;
import enquire.web.http.Reply;
import enquire.web.language.Speaking;
import enquire.web.screens.Receipt;
import enquire.web.wiki.Wikis;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was done lately, and how it is undone: an action answers with the address of the next
 * screen, which names its receipt. In memory only, since undoing is for the moment after; whatever
 * was done can be put right later by history and by Deleted pages. Thread-safe.
 */
final class Receipts {

    /** The name of the receipt in a screen's query. */
    static final String QUERY = "done";

    /** Kept for all wikis together, the newest. A guess: more than anybody does in an hour. */
    private static final int KEPT_MAX = 256;

    /** Of what could not be done, so many are named; the rest is counted. */
    private static final int LEFT_MAX = 20;

    /** 128 bits: nobody undoes what he was not told of. */
    private static final int TOKEN_BYTES = 16;

    /**
     * Takes something back. It lives as long as its receipt, so it holds ids and versions, no
     * texts.
     */
    @FunctionalInterface
    interface Undo {
        /** The answer: where to look, with a receipt of its own. */
        Reply undo();
    }

    private record Kept(String wiki, String sentence, List<String> left, Optional<Undo> undo) {}

    private final SecureRandom random = new SecureRandom();

    private final Map<String, Kept> kept =
            new LinkedHashMap<>() {
                @Override
                protected boolean removeEldestEntry(Map.Entry<String, Kept> eldest) {
                    return size() > KEPT_MAX;
                }
            };

    /** The answer to a form: look there, where it says what was done. */
    Reply done(Wiki wiki, String path, String sentence, Undo undo) {
        return done(wiki, path, sentence, List.of(), Optional.of(undo));
    }

    /**
     * @param left what could not be done
     * @param undo empty if there is nothing to take back
     */
    Reply done(Wiki wiki, String path, String sentence, List<String> left, Optional<Undo> undo) {
        byte[] drawn = new byte[TOKEN_BYTES];
        random.nextBytes(drawn);
        String token = Base64.getUrlEncoder().withoutPadding().encodeToString(drawn);
        synchronized (kept) {
            kept.put(token, new Kept(wiki.slug(), sentence, named(left), undo));
        }
        String join = path.indexOf('?') < 0 ? "?" : "&";
        return Reply.seeOther(path + join + QUERY + "=" + token);
    }

    Receipt receipt(Wiki wiki, Optional<String> token) {
        Optional<Kept> found = token.flatMap(name -> find(wiki, name));
        if (found.isEmpty()) {
            return Receipt.NONE;
        }
        Kept it = found.get();
        String undo =
                it.undo().isPresent()
                        ? Wikis.paths(wiki).screen("undo") + "/" + token.orElseThrow()
                        : "";
        return new Receipt(it.sentence(), it.left(), undo);
    }

    /**
     * Takes it back, once: the second press of a button finds nothing, unless the first one failed.
     *
     * @return empty if there is nothing to take back
     */
    Optional<Reply> undo(Wiki wiki, String token) {
        Optional<Kept> taken = take(wiki, token);
        try {
            return taken.flatMap(Kept::undo).map(Undo::undo);
        } catch (RuntimeException e) {
            synchronized (kept) {
                kept.put(token, taken.orElseThrow());
            }
            throw e;
        }
    }

    private Optional<Kept> take(Wiki wiki, String token) {
        synchronized (kept) {
            Optional<Kept> found = find(wiki, token).filter(each -> each.undo().isPresent());
            found.ifPresent(_taken -> kept.remove(token));
            return found;
        }
    }

    private Optional<Kept> find(Wiki wiki, String token) {
        synchronized (kept) {
            return Optional.ofNullable(kept.get(token))
                    .filter(each -> each.wiki().equals(wiki.slug()));
        }
    }

    private static List<String> named(List<String> left) {
        if (left.size() <= LEFT_MAX) {
            return List.copyOf(left);
        }
        var some = new ArrayList<>(left.subList(0, LEFT_MAX));
        some.add(Speaking.messages().text("receipt.more", "number", left.size() - LEFT_MAX));
        return List.copyOf(some);
    }
}
