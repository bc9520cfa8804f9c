package enquire.storage;

import enquire.editor.page.PeerId;
import enquire.storage.database.SuggestedTable.Row;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Who makes room in a wiki that is full of suggestions, so that a flood costs whoever sends it. */
final class SuggestionShares {

    private SuggestionShares() {}

    /**
     * The oldest of whoever has most, if that is more than the one has for whom it makes room.
     *
     * @param rows all that share the room, those that came first first
     * @param sponsor who answers for whom
     */
    static Optional<Row> giving(List<Row> rows, Function<PeerId, PeerId> sponsor, PeerId author) {
        Map<PeerId, List<Row>> shares =
                rows.stream().collect(Collectors.groupingBy(row -> sponsor.apply(row.author())));
        int own = shares.getOrDefault(sponsor.apply(author), List.of()).size();
        return shares.values().stream()
                .filter(share -> share.size() > own + 1)
                .max(Comparator.comparingInt(List::size))
                .map(List::getFirst);
    }
}
