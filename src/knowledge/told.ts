/** What is said to those who keep the directory, in each of the languages they read. */
export interface Told {
  readonly en: string;
  readonly cs: string;
}

export type ToldLanguage = keyof Told;

export const told = (en: string, cs: string): Told => ({ en, cs });

/** Puts what was said into a longer sentence, language by language. */
export const retold = (said: Told, sentence: (text: string, language: ToldLanguage) => string): Told => ({
  en: sentence(said.en, 'en'),
  cs: sentence(said.cs, 'cs'),
});
