/** Forms of a counted noun; `few` and `many` where the language has them. */
export interface Forms {
  readonly one: string;
  readonly few?: string;
  readonly many?: string;
  readonly other: string;
}

/** The number with the form that the language's plural rules ask for, for example "3 hodiny". */
export const counted = (locale: string, n: number, forms: Forms): string => {
  const rule = new Intl.PluralRules(locale).select(n);
  const form =
    rule === 'one' ? forms.one : rule === 'few' ? forms.few : rule === 'many' ? forms.many : undefined;
  return `${n} ${form ?? forms.other}`;
};
