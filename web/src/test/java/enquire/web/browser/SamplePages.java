package enquire.web.browser;

import java.io.IOException;

/** A small wiki with one of everything, for pictures and for looking at all screens. */
record SamplePages(RunningNode node, String wiki) {

    private static final String SLIPWAY =
            """
            The slipway carries boats up to 11 tonnes between the basin and the hard. The lower 14 metres are cracked where the sleepers rest on the old cobble bed, and the winch is rated below what members now haul. This page keeps the plan, the order of work and who is doing what.

            Work happens on spring tides only, because the toe of the slip is dry for about three hours either side of low water. See [[Tide tables]] for the windows and [[Crane booking]] before you promise anyone a lift.

            ## Order of work

            1. Clear weed and loose cobble from the toe, and photograph every sleeper.
            2. Cut out the nine failed sleepers. Keep the bolts; they are bronze.
            3. Set new greenheart sleepers on a dry lime bed, never on wet mortar.
            4. Refit the rail and re-level against the [[Datum mark]].

            ## Working windows

            | Date | Low water | Height | Crew lead |
            | --- | --- | --- | --- |
            | 24 Nov | 11:42 | 0.4 m | Alice |
            | 25 Nov | 12:25 | 0.3 m | Bob |
            | 26 Nov | 13:08 | 0.5 m | [[Night crew]] |

            ## Winch rating

            The plate says **8 tonnes**. Until the [[Winch survey]] is back:

            - [x] Paint the limit on the drum
            - [ ] Ask the yard for a quote

            > If the cable sings, stop. If it stops singing, run.

            #works
            """;

    /** Everything that is coloured or drawn. */
    static final String FORCE =
            """
            The winch pulls $F = m g \\sin\\alpha$, and over the whole slope that is

            $$
            W = \\int_0^L m g \\left( \\sin\\alpha + \\mu \\cos\\alpha \\right) ds
            $$

            ## In a program[^1]

            ```java
            /** How hard it pulls, in newtons. */
            @Override
            public double force(double mass, int angle) {
                String unit = "N"; // not kg
                return mass * 9.81 * Math.sin(angle);
            }
            ```

            ## Before each haul

            ```mermaid
            graph LR
              A[Low water] --> B{Dry?}
              B -->|yes| C[Haul]
              B -->|no| D[Wait]
              D --> B
            ```

            - [x] Paint the limit on the drum
            - [ ] Ask the yard for a quote

            > [!WARNING]
            > If the cable sings, stop.

            [^1]: Bob keeps it.
            """;

    void write() throws IOException, InterruptedException {
        page(
                "Tide tables",
                "Predicted heights for the basin gate. Times are local. The"
                        + " [[Slipway repair]] needs springs.\n");
        page("Crane booking", "Ask the office before a lift. The [[Slipway repair]] goes first.\n");
        page(
                "Winch survey",
                "The surveyor comes on the 28th, for the [[Slipway repair]]. #works\n");
        page("Winter berths", "Boats over 9 m wait until the [[Slipway repair]] is signed off.\n");
        page("Radio procedures", "Channel 8 for the crane, channel 12 for the gate.\n");
        page("Old crane", "Sold in 2019.\n");
        node.delete(wiki, "Old crane");
        page("Slipway repair", "The slipway carries boats up to 8 tonnes.\n");
        page("Slipway repair", SLIPWAY);
    }

    /** What somebody else adds. */
    void writeMore() throws IOException, InterruptedException {
        page(
                "Minutes, 12 November",
                "Agreed to fund the [[Slipway repair]] from the berth reserve.\n\n"
                        + "Bob to ask the yard for a quote on the winch drum before the December springs.\n");
        page(
                "Insurance renewal",
                "The insurer asks for photographs from the [[Slipway repair]].\n\n"
                        + "One electric winch, 8 t, inspected 2024.\n");
    }

    private void page(String title, String text) throws IOException, InterruptedException {
        node.write(wiki, title, text);
    }
}
