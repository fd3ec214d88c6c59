import type { Measure } from './needs.ts';

export type NeedsWords = (typeof needsWords)['en'] | (typeof needsWords)['cs'];

/** The words of the report, its table for spreadsheets and its picture. */
export const needsWords = {
  en: {
    language: 'en',
    title: 'What was asked, and what there was for it',
    period: (since: string, until: string) => (since === until ? since : `${since} to ${until}`),
    all: 'all',
    notTold: 'not told',
    topic: 'Topic',
    region: 'Region',
    month: 'Month',
    measures: {
      asked: 'asked',
      near: 'service near',
      national: 'only national',
      nothing: 'nothing',
      danger: 'in danger',
      wanted: 'wanted a person',
      taken: 'taken over',
    } satisfies Record<Measure, string>,
    fewer: (k: number) => `<${k}`,
    hidden: '–',
    placeAsked: 'Questions for the place',
    notUnderstood: 'Messages that were not understood',
    method: (k: number) =>
      `<${k}: from 1 to ${k - 1}, not shown, so that nobody can be recognised. –: hidden, so that these cannot be computed from the others. Needs are counted, not persons.`,
    description: (asked: string, worst: string) =>
      `Bars by topic: needs with a service near, with only something for the whole country, and with nothing. Asked in all: ${asked}. Most often without a service near: ${worst}.`,
    nobody: 'no topic that may be shown',
  },
  cs: {
    language: 'cs',
    title: 'Na co se ptali a co na to bylo',
    period: (since: string, until: string) => (since === until ? since : `${since} až ${until}`),
    all: 'vše',
    notTold: 'neřečeno',
    topic: 'Téma',
    region: 'Kraj',
    month: 'Měsíc',
    measures: {
      asked: 'dotazy',
      near: 'služba poblíž',
      national: 'jen celostátní',
      nothing: 'nic',
      danger: 'v ohrožení',
      wanted: 'chtěli člověka',
      taken: 'převzato',
    } satisfies Record<Measure, string>,
    fewer: (k: number) => `<${k}`,
    hidden: '–',
    placeAsked: 'Otázky na místo',
    notUnderstood: 'Zprávy, kterým Lampa neporozuměla',
    method: (k: number) =>
      `<${k}: od 1 do ${k - 1}, neukazuje se, aby nikoho nešlo poznat. –: skryto, aby se tato čísla nedala dopočítat z ostatních. Počítají se potřeby, ne osoby.`,
    description: (asked: string, worst: string) =>
      `Pruhy podle témat: potřeby se službou poblíž, jen s něčím pro celou zemi a bez ničeho. Dotazů celkem: ${asked}. Nejčastěji bez služby poblíž: ${worst}.`,
    nobody: 'žádné téma, které se smí ukázat',
  },
} as const;
