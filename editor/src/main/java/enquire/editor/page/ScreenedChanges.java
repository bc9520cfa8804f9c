package enquire.editor.page;

import java.util.List;
import java.util.Map;

/**
 * What may enter a page of the changes that came from elsewhere.
 *
 * @param fit each after those it depends on
 * @param refused what is wrong with each of the others, as a sentence
 */
public record ScreenedChanges(List<Change> fit, Map<ChangeHash, String> refused) {}
