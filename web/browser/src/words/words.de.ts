// What the scripts say in German.
// Rules as for English, and nobody is addressed where it can be avoided.
import type { Words } from "../words";
import { language, total } from "./language";

const { number, plural, listed, time } = language("de");

/** `Bob`, `Bob und Carol`, `Bob, Carol und 3 weitere`. */
const people = (names: string[]) =>
  listed(names.length > 3 ? [...names.slice(0, 2), `${number(names.length - 2)} weitere`] : names);

const somebody = (name: string) => name || "Jemand";

/** Whatever was not done leaves the text alone. */
const notAdded = (name: string, why: string) => `${name} wurde nicht hinzugefügt: ${why} Der Text ist wie vorher.`;

export const words: Words = {
  unreachable: "Der Knoten antwortet nicht",
  unreachableReading: (at, today) => `Der Knoten antwortet nicht. Zu lesen ist eine Kopie, Stand: ${time(at, today)}.`,
  unreachableEditing:
    "Der Knoten antwortet nicht. Einfach weiterschreiben: Die Änderungen bleiben in diesem Browser und werden gesendet, sobald er wieder da ist.",
  unreachableOpening: "Der Knoten antwortet nicht. Sobald er wieder da ist, kann hier geschrieben werden.",
  whatItMeans: "Was bedeutet das?",
  storageFailing:
    "Dieser Browser kann keine Änderungen speichern. Geschriebenes ist sicher, sobald „Auf diesem Computer gespeichert“ erscheint. Dieser Tab sollte bis dahin offen bleiben.",
  changedJustNow: (name) => `${somebody(name)} hat diese Seite gerade geändert.`,
  changedSince: "Seit dem letzten Lesen geändert.",
  editedMeanwhile: (names, sections) => {
    const have = names.length === 1 ? "hat" : "haben";
    return sections > 0
      ? plural(sections, {
          one: `${people(names)} ${have} inzwischen ${number(sections)} Abschnitt bearbeitet.`,
          other: `${people(names)} ${have} inzwischen ${number(sections)} Abschnitte bearbeitet.`,
        })
      : `${people(names)} ${have} inzwischen den Titel bearbeitet.`;
  },
  showChanges: "Änderungen zeigen",
  update: "Aktualisieren",
  backInTouch: (sent, received) => {
    if (sent > 0 && received > 0) {
      return plural(sent, {
        one: `Wieder verbunden. ${number(sent)} Änderung gesendet, ${number(received)} empfangen.`,
        other: `Wieder verbunden. ${number(sent)} Änderungen gesendet, ${number(received)} empfangen.`,
      });
    }
    if (sent > 0) {
      return plural(sent, {
        one: `Wieder verbunden. ${number(sent)} Änderung gesendet.`,
        other: `Wieder verbunden. ${number(sent)} Änderungen gesendet.`,
      });
    }
    if (received > 0) {
      return plural(received, {
        one: `Wieder verbunden. ${number(received)} Änderung empfangen.`,
        other: `Wieder verbunden. ${number(received)} Änderungen empfangen.`,
      });
    }
    return "Wieder verbunden.";
  },
  merged: (edits) =>
    plural(total(edits), {
      one: `${number(total(edits))} Änderung eingefügt: ${people(Object.keys(edits))}`,
      other: `${number(total(edits))} Änderungen eingefügt: ${people(Object.keys(edits))}`,
    }),
  overlap: "Zwei Personen haben diese Zeile geändert",
  overlaps: (places) =>
    plural(places, {
      one: "Zwei Personen haben ohne Verbindung eine Zeile dieser Seite geändert. Beide Texte stehen hier.",
      other: `Zwei Personen haben ohne Verbindung ${number(places)} Zeilen dieser Seite geändert. Beide Texte stehen hier.`,
    }),
  ofWhom: (name, mine) => (mine ? "Eigener Text" : `Von ${name}`),
  keep: (name, mine, otherIsMine) =>
    mine ? "Eigenen behalten" : otherIsMine ? "Anderen behalten" : `Den von ${name} behalten`,
  showOverlap: "Zeigen",
  before: "Vorher",
  keepBoth: "Beide behalten",
  kept: "Erledigt.",
  nothingLeft: "nichts",
  couldNotTickOff: "Diese Stelle bleibt markiert, weil der Knoten nicht geantwortet hat. Der Text ist wie gewählt.",
  saved: "Auf diesem Computer gespeichert",
  saving: "Wird gespeichert",
  inThisBrowser: "Nur in diesem Browser",
  notStored: "Noch nirgends gespeichert",
  notSaved: "Nicht gespeichert",
  notTaken: "Noch nicht gespeichert: Der Grund steht über dem Text. Geschriebenes bleibt in diesem Tab.",
  notTakenSuggest: "Nicht gespeichert: Dieses Wiki darf hier nur gelesen werden. Geschriebenes ist in diesem Browser sicher und lässt sich vorschlagen.",
  notTakenSuggestTab: "Nicht gespeichert: Dieses Wiki darf hier nur gelesen werden. Geschriebenes steht nur in diesem Tab und lässt sich vorschlagen.",
  wordsInBrowser: "Geschriebenes ist nicht auf dem Knoten gespeichert, aber in diesem Browser sicher.",
  wordsInTabAlone: "Geschriebenes steht nur in diesem Tab, weil dieser Browser keine Änderungen speichern kann; er muss offen bleiben.",
  suggestThemHelp:
    "Es lässt sich vorschlagen: Wer schreibt, kann es übernehmen, und es steht dann unter dem eigenen Namen auf der Seite. Oder wer dieses Wiki besitzt oder verwaltet, erlaubt das Schreiben wieder; dann wird es gespeichert.",
  wordsKept: "Hier Geschriebenes ist in diesem Browser aufbewahrt und gehört nicht zu dieser Seite.",
  wordsCome: "Hier Geschriebenes ist in diesem Browser aufbewahrt und kommt hinein, sobald die Seite bearbeitet wird.",
  bringThemIn: "Hineinnehmen",
  lookAtThem: "Ansehen",
  useInvite: "Einladung verwenden",
  readPage: "Seite lesen",
  suggestThem: "Geschriebenes vorschlagen",
  notSuggested: (why) => `Das wurde nicht vorgeschlagen; Geschriebenes ist noch hier. ${why}`,
  lostTouch: "Diese Seite hat die Verbindung zum Knoten verloren. Neu laden hilft; die Änderungen bleiben in diesem Browser.",
  lostTouchUnstored:
    "Diese Seite hat die Verbindung zum Knoten verloren, und dieser Browser kann keine Änderungen speichern. Erst den Text kopieren, dann die Seite neu laden.",
  reload: "Neu laden",
  pageFull: (charsMax) =>
    `Eine Seite fasst höchstens ${number(charsMax)} Zeichen, darum wurde diese Änderung ausgelassen. Der Text passt auf mehrere Seiten verteilt.`,
  opening: "Seite wird geholt",
  savedAsYouType: "Auf dem Knoten gespeichert. Änderungen werden beim Schreiben gespeichert.",
  savedInBrowser: "In diesem Browser aufgehoben. Gesendet wird, sobald der Knoten antwortet.",
  previewAway: "Die Vorschau kommt mit dem Knoten zurück.",
  renamedBy: (name, title) => `${somebody(name)} hat diese Seite in ${title} umbenannt`,
  deletedBy: (name) =>
    `${somebody(name)} hat diese Seite gelöscht. Weiterschreiben ist möglich: Neues bringt sie zurück.`,
  broughtBack: "Diese Änderung hat die Seite zurückgebracht.",
  restoredBy: (name) => `${somebody(name)} hat diese Seite wiederhergestellt`,
  restorePage: "Seite wiederherstellen",
  hereNow: (names) => `Gerade hier: ${[...names, "ich"].join(", ")}`,
  joined: (name) => `${name} ist jetzt hier`,
  left: (name) => `${name} ist gegangen`,
  you: "ich",
  jumpTo: (name) => `Zur Schreibmarke von ${name}`,
  giveTitle: "Erst einen Titel eingeben, dann schreiben.",
  titleTooLong: (length) => `Ein Titel hat höchstens 255 Zeichen; dieser hat ${number(length)}.`,
  titleNotPossible: "Zwischen den Schrägstrichen eines Titels muss ein Name stehen.",
  alreadyThere: (title) => `Die Seite „${title}“ gibt es schon. Sie wird jetzt bearbeitet.`,
  writeHere: "Hier schreiben. [[ verlinkt eine Seite.",
  createPage: (title) => `Seite „${title}“ anlegen`,
  shiftEnter: "Umschalt Eingabe",
  pagesHave: (pages) => plural(pages, { one: `${number(pages)} Seite`, other: `${number(pages)} Seiten` }),
  blocks: {
    heading: "Überschrift",
    list: "Liste",
    task: "Aufgabe",
    table: "Tabelle",
    code: "Code",
    quote: "Zitat",
    divider: "Trennlinie",
    date: "Datum",
    file: "Datei",
    template: "Vorlage",
  },
  templateSlash: "vorlage",
  column: "Spalte",
  noTemplates: "Noch keine Vorlagen. Eine Seite namens Template/Protokoll ist eine.",
  uploading: (name, percent) => `${name} wird hochgeladen: ${percent} %`,
  uploadRefused: notAdded,
  fileTooLarge: (name, megabytes) =>
    notAdded(name, `Sie ist größer als ${number(megabytes)} MB. Kleiner machen, oder anderswo ablegen und verlinken.`),
  fileUnreadable: (name) =>
    notAdded(name, "Sie war nicht lesbar. Ein Ordner lässt sich nicht hinzufügen, nur seine Dateien."),
  nodeAwayNoRoom: (name) =>
    notAdded(name, "Der Knoten antwortet nicht, und dieser Browser hat keinen Platz dafür. Noch einmal hinzufügen, sobald er wieder da ist."),
  onlyHere: (name) => `${name} ist nur auf diesem Computer`,
  fileRefused: (name, why) => `${name} wartet in diesem Browser, weil der Knoten die Datei nicht angenommen hat: ${why}`,
  notPutBack: (name) =>
    `Dieser Browser hat keinen Platz mehr, um ${name} aufzuheben. Die Datei ist nur noch in diesem Tab: „Rückgängig“ versucht es noch einmal; wird der Tab verlassen, ist sie weg.`,
  stillUploading: "Eine Datei ist noch unterwegs. Ist sie angekommen, ist diese Seite fertig.",
  dismiss: "Ausblenden",
  discard: "Verwerfen",
  discarded: (name) => `${name} wurde verworfen. Der Verweis steht noch im Text.`,
  pastedAsMarkdown: "Als Markdown eingefügt.",
  pasteAsText: "Stattdessen als reinen Text einfügen",
  linkNowhere: "Der Knoten antwortet nicht, darum führt der Link gerade nirgendwohin.",
  brokenImage: (name) => `${name} lässt sich nicht anzeigen: Das ist kein Bild, noch nicht angekommen oder endgültig herausgenommen. Der Text ist wie vorher.`,
  rename: (from, to) => `„${from}“ in „${to}“ umbenennen?`,
  alsoUpdateLinks: (links) =>
    plural(links, {
      one: `Auch ${number(links)} Link zu dieser Seite anpassen`,
      other: `Auch ${number(links)} Links zu dieser Seite anpassen`,
    }),
  headingRenamed: (from, to) => `Die Überschrift „${from}“ heißt jetzt „${to}“`,
  alsoUpdateHeadingLinks: (links) =>
    plural(links, {
      one: `Auch ${number(links)} Link zu dieser Überschrift anpassen`,
      other: `Auch ${number(links)} Links zu dieser Überschrift anpassen`,
    }),
  done: "Fertig",
  renamePage: "Seite umbenennen",
  keepTitle: "Alten Titel behalten",
  renameFailed: (why) => `Die Seite behält ihren alten Titel: ${why}`,
  couldNotTick: "Die Aufgabe wurde nicht geändert. Nach dem Neuladen der Seite geht es vielleicht.",
  couldNotTickAway: "Der Knoten antwortet nicht. Die Aufgabe wurde nicht geändert; es geht, sobald er wieder da ist.",
  undo: "Rückgängig",
  noHeading: (heading) => `Die Überschrift „${heading}“ gibt es auf dieser Seite nicht mehr.`,
  mapAway: "Der Knoten antwortet nicht. Die Karte kommt mit ihm zurück.",
  mapNotDrawn: "Dieser Browser kann die Karte nicht zeichnen. Die Liste hat dieselben Seiten.",
  foundOnMap: (pages) =>
    pages === 0
      ? "Keine Seite auf dieser Karte hat das in ihrem Titel."
      : plural(pages, { one: `${number(pages)} Seite gefunden.`, other: `${number(pages)} Seiten gefunden.` }),
  copied: "Kopiert",
  couldNotCopy: "Dieser Browser lässt die Seite nicht kopieren. Den Text markieren und selbst kopieren.",
  pageText: "Text der Seite",
  formulaWrong: (why) => `Diese Formel lässt sich nicht zeichnen. ${why.replace(/^KaTeX parse error: /, "")}`.slice(0, 300),
  diagram: "Diagramm",
  diagramSource: "Text des Diagramms zeigen",
  diagramWrong: "Dieses Diagramm lässt sich nicht zeichnen. Sein Text steht darunter.",
  previewOf: (title) => `Vorschau auf ${title}`,
  editedBy: (time, author) => ["Bearbeitet: ", time, author ? `, von ${author}` : ""],
  palette: "Suchen oder zu einer Seite gehen",
  paletteInput: "Seiten, Text und Befehle suchen",
  results: "Treffer",
  groups: {
    pinned: "Angeheftet",
    recent: "Zuletzt",
    pages: "Seiten",
    headings: "Überschriften",
    text: "Im Text",
    files: "Dateien",
    tags: "Schlagwörter",
    people: "Personen",
    commands: "Befehle",
    help: "Was man eingeben kann",
  },
  signs: [
    { sign: ">", title: "> Befehle" },
    { sign: "#", title: "# Schlagwörter und die Seiten, die sie haben" },
    { sign: "@", title: "@ Personen und die Seiten, die sie bearbeitet haben" },
  ],
  noTag: "Kein Schlagwort beginnt so.",
  noPerson: "Hier heißt niemand so.",
  didYouMean: (query) => `Vielleicht „${query}“?`,
  size: (bytes) => {
    if (bytes < 1_000) return plural(bytes, { one: `${number(bytes)} Byte`, other: `${number(bytes)} Bytes` });
    return bytes < 1e6 ? `${number(Math.floor(bytes / 1_000))} kB` : `${number(bytes / 1e6, 1)} MB`;
  },
  noFile: (name) => `Keine Datei heißt „${name}“, und keine Seite enthält es.`,
  noResults: (query) => `Keine Seite enthält „${query}“.`,
  keys: { escape: "Esc", enter: "Eingabe", control: "Strg", shift: "Umschalt" },
  hintMove: "auswählen",
  hintOpen: "öffnen",
  hintResults: "alle Treffer",
  hintCreate: "anlegen",
  hintCommands: "Befehle",
  hintHelp: "mehr",
  closeBeside: "Diese Spalte schließen",
  close: "Schließen (Esc)",
  cancel: "Abbrechen",
  phrases: {
    Find: "Suchen",
    Replace: "Ersetzen durch",
    next: "weiter",
    previous: "zurück",
    all: "alle",
    "match case": "Groß/klein",
    regexp: "Regulärer Ausdruck",
    "by word": "Ganze Wörter",
    replace: "ersetzen",
    "replace all": "alle ersetzen",
    close: "schließen",
    "current match": "aktueller Treffer",
    "on line": "in Zeile",
    "replaced match on line $": "Treffer in Zeile $ ersetzt",
    "replaced $ matches": "$ Treffer ersetzt",
    "Go to line": "Zu Zeile",
    go: "gehen",
    Completions: "Vorschläge",
    "Selection deleted": "Auswahl gelöscht",
    "Control character": "Steuerzeichen",
  },
  site: {
    found: (pages: number) => plural(pages, { one: "1 Seite", other: `${number(pages)} Seiten` }),
    none: (query: string) => `Keine Seite enthält „${query}“.`,
    incomplete: "Die Dateien der Suche lassen sich nicht lesen, daher wurde nichts gesucht. Sie stehen im Ordner „search“ dieser Website.",
    more: "Mehr",
  },
  commands: {
    home: "Zur Startseite",
    changes: "Letzte Änderungen",
    pages: "Alle Seiten",
    wanted: "Fehlende Seiten",
    orphans: "Verwaiste Seiten: Keine andere verweist auf sie",
    tags: "Schlagwörter",
    map: "Karte der Seiten",
    templates: "Neue Seite aus einer Vorlage",
    deleted: "Papierkorb",
    rename: "Diese Seite umbenennen",
    move: "Diese Seite verschieben",
    duplicate: "Diese Seite duplizieren",
    pin: "Diese Seite anheften oder lösen",
    merge: "Diese Seite mit einer anderen zusammenführen",
    split: "Diese Seite an Überschriften aufteilen",
    delete: "Diese Seite löschen",
    sync: "Computer und Abgleich",
    mirror: "Ordner",
    import: "Seiten importieren",
    export: "Dieses Wiki exportieren",
    edit: "Diese Seite bearbeiten",
    history: "Verlauf dieser Seite",
    links: "Alle Rückverweise auf diese Seite",
    new: "Neue Seite",
    theme: "Zwischen hell und dunkel wechseln",
    settings: "Einstellungen",
    help: "Tasten und Markdown",
  },
};
