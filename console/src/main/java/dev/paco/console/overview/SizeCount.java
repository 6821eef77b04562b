package dev.paco.console.overview;

import java.util.List;

/** How many conversations have that many messages. */
record SizeCount(long messages, long conversations) {

    /**
     * How many messages each of the longest conversations has at least.
     *
     * @param sizes of all, fewest messages first
     * @param count of the longest; with fewer conversations, 0
     */
    static long leastOfLongest(List<SizeCount> sizes, int count) {
        long left = count;
        for (int i = sizes.size() - 1; i >= 0; i--) {
            left -= sizes.get(i).conversations();
            if (left <= 0) {
                return sizes.get(i).messages();
            }
        }
        return 0;
    }
}
