package enquire.web.pages;

import enquire.editor.markdown.Written;
import enquire.editor.page.PeerId;
import enquire.editor.page.TextHistory;
import enquire.storage.PageView;
import enquire.sync.history.PageHistory;
import enquire.sync.node.Wiki;
import enquire.web.html.SafeHtml;
import enquire.web.language.Speaking;
import enquire.web.screens.Difference;
import enquire.web.screens.Person;
import enquire.web.wiki.PageRenderer;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who wrote which characters of a version.
 *
 * @param version all changes of it
 */
record Writers(PageHistory history, TextHistory characters, BitSet version) {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PREFIX_BYTES = 16;
    private static final int COLORS = 6;

    /** As many have a name of their own in the list; of a page of more, who wrote most. (Guess.) */
    private static final int LISTED_MAX = 50;

    /** Empty if that takes too long to find. */
    static Optional<Writers> of(PageHistory history, BitSet version) {
        return history.text().map(text -> new Writers(history, text, version));
    }

    Difference shown(
            PageRenderer renderer,
            Wiki wiki,
            PageView page,
            String text,
            List<Difference.View> views) {
        List<TextHistory.Run> runs = characters.runs(version);
        Map<PeerId, Integer> units = new HashMap<>();
        for (TextHistory.Run run : runs) {
            PeerId person = wiki.person(history.author(run.change()));
            units.merge(person, run.to() - run.from(), Integer::sum);
        }
        List<PeerId> people =
                units.entrySet().stream()
                        .sorted(
                                Map.Entry.<PeerId, Integer>comparingByValue(
                                                Comparator.reverseOrder())
                                        .thenComparing(each -> each.getKey().value()))
                        .map(Map.Entry::getKey)
                        .toList();
        List<Person> persons = persons(wiki, people);
        var listed = new ArrayList<Difference.Writer>();
        for (int i = 0; i < Math.min(people.size(), LISTED_MAX); i++) {
            long share = Math.round(100.0 * units.get(people.get(i)) / Math.max(1, text.length()));
            listed.add(
                    new Difference.Writer(
                            persons.get(i),
                            share == 0
                                    ? Speaking.messages().text("version.shareSmall")
                                    : Speaking.messages().text("version.share", "percent", share)));
        }
        SafeHtml html = renderer.written(wiki, page, text, written(wiki, runs, people, persons));
        String note = text.isEmpty() ? Speaking.messages().text("version.noText") : "";
        return new Difference(views, html, List.of(), false, 0, listed, note, Screens.NO_LINK);
    }

    /** Each with a colour that nobody before has, as long as there are such. */
    private static List<Person> persons(Wiki wiki, List<PeerId> people) {
        var taken = new HashSet<Integer>();
        var persons = new ArrayList<Person>();
        for (PeerId peer : people) {
            Person person = People.author(wiki, peer);
            int color = person.color();
            for (int i = 0; i < COLORS && taken.contains(color); i++) {
                color = color % COLORS + 1;
            }
            taken.add(color);
            persons.add(new Person(person.name(), person.initial(), color));
        }
        return persons;
    }

    private Written written(
            Wiki wiki, List<TextHistory.Run> runs, List<PeerId> people, List<Person> persons) {
        var places = new HashMap<PeerId, Integer>();
        people.forEach(peer -> places.put(peer, places.size()));
        var stretches = new ArrayList<Written.Stretch>();
        for (TextHistory.Run run : runs) {
            int writer = places.get(wiki.person(history.author(run.change())));
            Written.Stretch last = stretches.isEmpty() ? null : stretches.getLast();
            if (last != null && last.writer() == writer) {
                stretches.removeLast();
                stretches.add(new Written.Stretch(last.from(), run.to(), writer));
            } else {
                stretches.add(new Written.Stretch(run.from(), run.to(), writer));
            }
        }
        byte[] drawn = new byte[PREFIX_BYTES];
        RANDOM.nextBytes(drawn);
        return new Written(
                stretches,
                persons.stream()
                        .map(person -> new Written.Writer(person.name(), person.color()))
                        .toList(),
                "w" + HexFormat.of().formatHex(drawn) + "-");
    }
}
