package enquire.web.vault;

/**
 * Which edit of a page a text is.
 *
 * @param number among those of the page, counted from 1
 * @param of how many; the last one is the page as it is now
 * @param summary who made it, when, and what he said of it, in one line
 */
record PastEdit(int number, int of, String summary) {

    boolean isLast() {
        return number == of;
    }
}
