/** What is told to those who keep the directory, in each language in which the program speaks to them. */
export interface Told {
  readonly en: string;
  readonly cs: string;
}
