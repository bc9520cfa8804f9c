package enquire.editor.markdown;

import java.util.OptionalInt;

/**
 * The box of a task, {@code - [ ] like this}. The n-th of a page is the one that the page's HTML
 * marks with {@code data-task="n"}, counting from 0.
 *
 * @param mark where what is between the brackets stands, in UTF-16 units; empty if the box is
 *     written in a way that has no such place (with an entity for a bracket)
 * @param markLength 1, or more where several ticked it while apart; see {@link TickedTwice}
 */
public record Task(boolean checked, OptionalInt mark, int markLength) {}
