// How a language counts, lists, and writes numbers and times.

/** A whole sentence for each way of counting that the language has (CLDR plural rules). */
export type Forms = { other: string } & Partial<Record<Intl.LDMLPluralRule, string>>;

export interface Language {
  number(value: number, decimals?: number): string;
  /** The form for this number. */
  plural(value: number, forms: Forms): string;
  /** Items with commas, the last one after "and". */
  listed(items: string[]): string;
  /** Hours and minutes, and the day if that is another one. */
  time(at: Date, today: boolean): string;
}

/** Of all authors together. */
export const total = (edits: Record<string, number>) => Object.values(edits).reduce((sum, each) => sum + each, 0);

/** @param locale as in BCP 47 */
export function language(locale: string): Language {
  const rules = new Intl.PluralRules(locale);
  const list = new Intl.ListFormat(locale);
  const number = (value: number, decimals = 0) =>
    value.toLocaleString(locale, { minimumFractionDigits: decimals, maximumFractionDigits: decimals });
  return {
    number,
    plural: (value, forms) => forms[rules.select(value)] ?? forms.other,
    listed: (items) => list.format(items),
    time: (at, today) =>
      at.toLocaleString(locale, { hour: "2-digit", minute: "2-digit", ...(today ? {} : { day: "numeric", month: "long" }) }),
  };
}
